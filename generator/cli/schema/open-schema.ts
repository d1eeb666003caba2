import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ActionsmithError } from '../../../runtime/errors.ts';
import { CheckContext } from '../../check/check-context.ts';
import { reportSchemaProblem } from '../../check/report-schema-problem.ts';
import { Diagnostics } from '../../diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../diagnostics/types.ts';
import { checkSchema } from '../../model/schema/check/check-schema.ts';
import type { Draft, JsonSchema, SchemaRoot } from '../../model/schema/json-schema.ts';
import { SchemaBundle } from '../../model/schema/schema-bundle.ts';
import { SchemaFiles } from '../../read/schema-files.ts';
import type { SchemaMapping } from './draft-option.ts';
import { explainDocument, explainMissing } from './explain-place.ts';
import { splitPlace } from './split-place.ts';

/** A schema file that was read and checked. `schema` is undefined where an error stands in `diagnostics`. */
export interface OpenedSchema {
  readonly schema: { readonly bundle: SchemaBundle; readonly root: SchemaRoot } | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The folder that the files in `diagnostics` are relative to. */
  readonly folder: string;
}

export interface OpenSchemaOptions {
  /** Of a schema that does not say; default 2020-12. */
  readonly draft?: Draft;
  readonly map?: readonly SchemaMapping[];
  /** The folder that references may not leave; default: the schema's own. */
  readonly root?: string;
}

/**
 * Reads one schema, JSON or YAML, as the specification asks: what a contract would refuse is a warning. What stands after `#` is a JSON pointer
 * to a part of the file. References reach the files below `root` and those of `map`, never the network. Throws Node's own error where there is no
 * such file.
 */
export function openSchema(place: string, { draft, map: maps = [], root: top }: OpenSchemaOptions = {}): OpenedSchema {
  if (/^https?:/.test(place))
    throw new ActionsmithError(`${place} is not loaded: nothing is, from the network; save the schema in a file`, {
      code: 'SCHEMA_REF_EXTERNAL',
    });
  const [path, pointer] = splitPlace(place);
  const own = realpathSync(dirname(resolve(path)));
  const uri = pathToFileURL(join(own, basename(path))).href;
  realpathSync(join(own, basename(path)));
  const folder = top === undefined ? own : realpathSync(resolve(top));
  const files = new SchemaFiles(folder);
  for (const { prefix, folder: mapped } of maps) files.map.add(prefix, resolve(mapped));
  const document = files.open(uri);
  if (document === 'outside')
    throw new ActionsmithError(`${path} is not in ${folder}, or a link that leads out of it; --root names a folder that holds all`, {
      code: 'SCHEMA_REF_EXTERNAL',
    });
  if (typeof document === 'string') return { schema: undefined, diagnostics: files.diagnostics, folder };
  const bundle = new SchemaBundle({
    ...(draft === undefined ? {} : { draft }),
    load: (wanted) => files.load(wanted),
    locate: (place) => files.locate(place),
  });
  const schema = bundle.resolve(pointer === '' ? uri : `${uri}#${encodeURI(pointer)}`, {});
  const missing =
    pointer === '' ? explainDocument(path, document.value) : schema === undefined && explainMissing(path, pointer, document.value);
  if (typeof missing === 'string') throw new ActionsmithError(missing, { code: 'SCHEMA_REF_NOT_FOUND' });
  const root: SchemaRoot = { uri, pointer, schema: schema ?? (document.value as JsonSchema) };
  const problems = checkSchema(bundle, root, { strictness: 'specification' });
  const [errors, warnings] = [new CheckContext(new Diagnostics(), files), new CheckContext(new Diagnostics(), files)];
  for (const problem of problems) reportSchemaProblem(problem, root, problem.severity === 'warning' ? warnings : errors);
  const soft = warnings.diagnostics.list().map((diagnostic): Diagnostic => Object.assign(diagnostic, { severity: 'warning' as const }));
  const found = [...files.diagnostics, ...errors.diagnostics.list()];
  return {
    schema: found.some(({ severity }) => severity === 'error') ? undefined : { bundle, root },
    diagnostics: [...found, ...soft],
    folder,
  };
}
