import { Command } from 'commander';
import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Draft } from '../../model/schema/json-schema.ts';
import { formatOption } from '../render-problems.ts';
import { draftOption, mapOption, rootOption, type SchemaMapping } from './draft-option.ts';
import { openAndReport } from './open-and-report.ts';

interface Flags {
  readonly out: string;
  readonly runtime: string;
  readonly importEnding: string;
  readonly draft?: Draft;
  readonly map?: readonly SchemaMapping[];
  readonly root?: string;
  readonly format: string;
  readonly check?: boolean;
}

/** `schema build`: a module of types and a module of validators for every schema of a folder. */
export function buildCommand(): Command {
  return new Command('build')
    .description('For every *.schema.json or *.schema.yaml of a folder: <out>/<name>/types.ts and validators.ts.')
    .argument('<folder>', 'the folder with the schemas')
    .requiredOption('--out <folder>', 'where the modules go')
    .option('--runtime <module>', 'what the validators import their helpers from', 'actionsmith/codegen/v1')
    .option('--import-ending <ending>', 'how the validators name the types beside them', '.js')
    .option('--check', 'write nothing; exit 3 when a file is not what the schemas ask for')
    .addOption(draftOption())
    .addOption(mapOption())
    .addOption(rootOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  $ actionsmith schema build schemas --out generated')
    .action(build);
}

async function build(folder: string, flags: Flags): Promise<void> {
  const { addManifest } = await import('../../reconcile/manifest.ts');
  const { reconcile } = await import('../../reconcile/reconcile.ts');
  const { reportGenerated } = await import('../report-generated.ts');
  const out = resolve(flags.out);
  const root = dirname(out);
  const { readStyles } = await import('../../plan/style/read-styles.ts');
  const styles = await readStyles(root);
  const modules = await makeModules(folder, flags, { out: relative(root, out).split(sep).join('/'), styles });
  if (modules === undefined) return;
  const files = await addManifest(modules, { contracts: {} }, { out: basename(out), styles: styles.of });
  const changes = await reconcile(files, { root, manifestPath: `${basename(out)}/contract.json`, write: !flags.check });
  const ok = !changes.some((change) => change.kind === 'refused');
  await reportGenerated({ ok, changes, diagnostics: [] }, { ...flags, shownRoot: '', command: 'actionsmith schema build' });
  process.exitCode = !ok ? 1 : flags.check && changes.some((change) => change.kind !== 'unchanged') ? 3 : 0;
}

/** Undefined where one of the schemas is wrong: then nothing is written. */
async function makeModules(
  folder: string,
  flags: Flags,
  { out, styles }: { out: string; styles: import('../../plan/style/read-styles.ts').Styles },
): Promise<import('../../emit/emit-files.ts').EmittedFile[] | undefined> {
  const { makeTypes, makeValidators } = await import('./make-module.ts');
  const { pascalCase } = await import('../../names.ts');
  const files: import('../../emit/emit-files.ts').EmittedFile[] = [];
  let isSound = true;
  for (const file of readdirSync(folder)
    .filter((name) => /\.schema\.(json|ya?ml)$/.test(name))
    .toSorted()) {
    const source = await openAndReport(join(folder, file), flags);
    isSound &&= source !== undefined;
    if (source === undefined) continue;
    const name = basename(file).replace(/\.schema\.\w+$/, '');
    const typeName = pascalCase(name);
    const asked = { ...source, styles: styles.of(`${out}/${name}/types.ts`) };
    files.push({ path: `${out}/${name}/types.ts`, ownership: 'owned', text: await makeTypes(asked, typeName, true) });
    const validators = await makeValidators(asked, typeName, flags.runtime, `./types${flags.importEnding}`);
    files.push({ path: `${out}/${name}/validators.ts`, ownership: 'owned', text: validators });
  }
  return isSound ? files : undefined;
}
