import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import type { Draft } from '../model/schema/json-schema.ts';
import { formatOption, renderProblems } from './render-problems.ts';

interface Flags {
  readonly draft?: Draft;
  readonly format: string;
  readonly out?: string;
}

/** `schema types|validator|build`: what the generator makes of a schema, without a plugin around it. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Types and validators from JSON Schemas alone: JSON or YAML, drafts 7, 2019-09 and 2020-12.')
    .addCommand(typesCommand())
    .addCommand(validatorCommand())
    .addCommand(buildCommand());
}

function typesCommand(): Command {
  return withSchema(new Command('types').description('Print TypeScript types that accept every value the schema accepts.'))
    .option('--out <file.ts>', 'where to write them (default: print)')
    .option('--name <name>', 'the name of the type', 'Root')
    .addHelpText('after', '\nExample:\n  $ actionsmith schema types fruit.schema.json --out fruit.ts')
    .action(async (file: string, flags: Flags & { name: string }) => {
      const source = await open(file, flags);
      if (source === undefined) return;
      const { makeTypes } = await import('./schema/make-module.ts');
      write(await makeTypes(source, flags.name), flags.out);
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
      const source = await open(file, flags);
      if (source === undefined) return;
      const { bundleValidator } = await import('../emit/validators/bundle-validator.ts');
      write(await bundleValidator(source.bundle, source.root, { assertFormats: flags.assertFormats ?? false }), flags.out);
    });
}

function buildCommand(): Command {
  return new Command('build')
    .description('For every *.schema.json or *.schema.yaml of a folder: <out>/<name>/types.ts and validators.ts.')
    .argument('<folder>', 'the folder with the schemas')
    .requiredOption('--out <folder>', 'where the modules go')
    .option('--runtime <module>', 'what the validators import their helpers from', 'actionsmith/codegen/v1')
    .option('--import-ending <ending>', 'how the validators name the types beside them', '.js')
    .addOption(draftOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ actionsmith schema build schemas --out generated')
    .action(async (folder: string, flags: Flags & { out: string; runtime: string; importEnding: string }) => {
      const { makeTypes, makeValidators } = await import('./schema/make-module.ts');
      const { pascalCase } = await import('../model/schema/name-definitions.ts');
      for (const file of readdirSync(folder)
        .filter((name) => /\.schema\.(json|ya?ml)$/.test(name))
        .sort()) {
        const source = await open(join(folder, file), flags);
        if (source === undefined) continue;
        const name = basename(file).replace(/\.schema\.\w+$/, '');
        const typeName = pascalCase(name);
        write(await makeTypes(source, typeName, true), join(flags.out, name, 'types.ts'));
        write(
          await makeValidators(source, typeName, flags.runtime, `./types${flags.importEnding}`),
          join(flags.out, name, 'validators.ts'),
        );
      }
    });
}

function withSchema(command: Command): Command {
  return command.argument('<schema>', 'a JSON Schema, as JSON or YAML').addOption(draftOption()).addOption(formatOption());
}

function draftOption(): Option {
  return new Option('--draft <draft>', 'of a schema without $schema (default: 2020-12)').choices(['7', '2019-09', '2020-12']);
}

/** Reads and checks; prints what there is to say. Undefined where nothing can be made of it: then the exit code says so. */
async function open(file: string, flags: Flags): Promise<import('./schema/make-module.ts').ModuleSource | undefined> {
  const { openSchema } = await import('./schema/open-schema.ts');
  const { schema, diagnostics, folder } = openSchema(file, flags.draft);
  if (diagnostics.length > 0) process.stderr.write(await renderProblems(diagnostics, flags.format, folder));
  if (schema === undefined) process.exitCode = 1;
  return schema && { ...schema, file };
}

function write(text: string, out: string | undefined): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, text);
}
