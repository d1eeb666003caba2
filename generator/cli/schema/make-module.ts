import { formatOwned } from '../../emit/format-file.ts';
import type { Style } from '../../plan/style/style.ts';
import { ownedHeader } from '../../emit/header.ts';
import { printTypes } from '../../emit/types/print-types.ts';
import { printValidators } from '../../emit/validators/print-validators.ts';
import { ActionsmithError } from '../../../runtime/errors.ts';
import { fillsDefaults } from '../../model/schema/fills-defaults.ts';
import { secretPlaces } from '../../model/schema/secret-places.ts';
import { selfContain } from '../../model/schema/self-contain.ts';
import { modelTypes, type TypeRoot } from '../../model/types/model-types.ts';
import type { SchemaRoot } from '../../model/schema/json-schema.ts';
import type { SchemaBundle } from '../../model/schema/schema-bundle.ts';

export interface ModuleSource {
  readonly bundle: SchemaBundle;
  readonly root: SchemaRoot;
  /** The schema file, as it is shown in the first line of what is made of it. */
  readonly file: string;
  /** Default: what both formatters leave alone. */
  readonly styles?: readonly Style[];
}

/** types.ts: `typeName`; `withInput`, for validators that fill in defaults, also `<typeName>Input` where they make a difference. */
export async function makeTypes({ bundle, root, file, styles }: ModuleSource, typeName: string, withInput = false): Promise<string> {
  const output: TypeRoot = { name: typeName, root, direction: withInput ? 'output' : 'as is' };
  const input: TypeRoot = { name: `${typeName}Input`, root, direction: 'input' };
  const definitions = modelTypes(bundle, withInput && fillsDefaults(bundle, root) ? [input, output] : [output]);
  return formatOwned('types.ts', `${ownedHeader(file)}\n\n${printTypes(definitions)}`, styles);
}

/** validators.ts beside it: `check<typeName>`. */
export async function makeValidators(
  { bundle, root, file, styles }: ModuleSource,
  typeName: string,
  runtimeModule: string,
  typesModule: string,
): Promise<string> {
  const inputTypeName = fillsDefaults(bundle, root) ? `${typeName}Input` : typeName;
  const secrets = secretPlaces(selfContain(bundle, root));
  const validator = { exportName: `check${typeName}`, typeName, inputTypeName, root, secrets };
  const { code, problems } = printValidators(bundle, [validator], { typesModule, runtimeModule });
  const [problem] = problems;
  if (problem !== undefined)
    throw new ActionsmithError(`${file}: no validator can be made of it: ${String(problem.data['reason'])}`, { code: problem.code });
  return formatOwned('validators.ts', `${ownedHeader(file)}\n${code}`, styles);
}
