import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ActionsmithError } from '../../runtime/errors.ts';
import type { Draft } from '../model/schema/json-schema.ts';
import { isDeclarable, pascalCase } from '../names.ts';
import { formatOption } from './render-problems.ts';
import { buildCommand } from './schema/build.ts';
import { draftOption, mapOption, rootOption, type SchemaMapping } from './schema/draft-option.ts';
import { openAndReport } from './schema/open-and-report.ts';
import { splitPlace } from './schema/split-place.ts';

interface Flags {
  readonly draft?: Draft;
  readonly map?: readonly SchemaMapping[];
  readonly root?: string;
  readonly format: string;
  readonly out?: string;
}

/** `schema types|validator|build`: what the generator makes of a schema, without a plugin around it. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description(
      'Types and validators from JSON Schemas alone: JSON or YAML, drafts 4 to 2020-12, and the components of OpenAPI documents.',
    )
    .addCommand(typesCommand())
    .addCommand(validatorCommand())
    .addCommand(buildCommand());
}

function typesCommand(): Command {
  return withSchema(new Command('types').description('Print TypeScript types that accept every value the schema accepts.'))
    .option('--out <file.ts>', 'where to write them (default: print)')
    .option('--name <name>', 'the name of the type', nameOfType, 'Root')
    .addHelpText('after', '\nExample:\n  $ actionsmith schema types fruit.schema.json --out fruit.ts')
    .action(async (file: string, flags: Flags & { name: string }) => {
      const source = await openAndReport(file, flags);
      if (source === undefined) return;
      const { makeTypes } = await import('./schema/make-module.ts');
      const { readStyles } = await import('../plan/style/read-styles.ts');
      const styles = (await readStyles(dirname(resolve(flags.out ?? 'types.ts')))).of(basename(flags.out ?? 'types.ts'));
      write(await makeTypes({ ...source, styles }, flags.name), file, flags.out);
    });
}

function validatorCommand(): Command {
  return withSchema(
    new Command('validator').description('Print a validator that needs nothing beside it: value => boolean, with `errors`.'),
  )
    .option('--out <file.mjs>', 'where to write it (default: print)')
    .option('--assert-formats', 'refuse values that are not of their format (to the specification a format is a note)')
    .addHelpText('after', '\nExample:\n  $ actionsmith schema validator fruit.schema.json --out check-fruit.mjs')
    .action(async (file: string, flags: Flags & { assertFormats?: boolean }) => {
      const source = await openAndReport(file, flags);
      if (source === undefined) return;
      const { bundleValidator } = await import('../emit/validators/bundle-validator.ts');
      write(await bundleValidator(source.bundle, source.root, { assertFormats: flags.assertFormats ?? false }), file, flags.out);
    });
}

function withSchema(command: Command): Command {
  return command
    .argument('<schema>', 'a JSON Schema, as JSON or YAML; a part of a file after #: api.yaml#/components/schemas/Pet')
    .addOption(draftOption())
    .addOption(mapOption())
    .addOption(rootOption())
    .addOption(formatOption());
}

function nameOfType(text: string): string {
  if (isDeclarable(text) || pascalCase(text) === text) return text;
  throw new InvalidArgumentError(`It must be what a type can be called, such as ${pascalCase(text)}`);
}

function write(text: string, schema: string, out: string | undefined): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  if (existsSync(out) && realpathSync(out) === realpathSync(splitPlace(schema)[0]))
    throw new ActionsmithError(`--out ${out} is the schema itself; name another file`, { code: 'USAGE' });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, text);
}
