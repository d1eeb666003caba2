import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { FileChange, Migration } from '../migrate/migration.ts';

const EXAMPLES = `
What cannot become a class stays as it is, and is named with its line. The old name stays an export, so other modules need not change.
Exit codes: 0 every function is a class now, 1 some stay functions.

Examples:
  $ actionsmith migrate --dry-run                  show what would change in the plugin that you stand in
  $ actionsmith migrate src/actions/convert.ts     only the actions of this file`;

interface Flags {
  readonly plugin: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `actionsmith migrate`: functions of `defineAction` become classes. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Rewrite actions that are functions (defineAction, deprecated) as classes, with what calls them and config.yaml.')
    .argument('[files...]', 'the modules to rewrite (default: every module of the plugin)')
    .option('--plugin <folder>', "the plugin's folder", '.')
    .option('--dry-run', 'write nothing; show the lines that would change')
    .option('--json', 'print one JSON object: migrated, kept, files')
    .addHelpText('after', EXAMPLES)
    .action(migrate);
}

async function migrate(files: readonly string[], flags: Flags): Promise<void> {
  const { migrateFunctions } = await import('../migrate/migrate-functions.ts');
  const migration = migrateFunctions(resolve(flags.plugin), files);
  if (!flags.dryRun) await writeChanges(migration.changes);
  if (flags.json) printJson(migration);
  else await printText(migration, flags.dryRun === true);
  process.exitCode = migration.kept.length > 0 ? 1 : 0;
}

/** Refuses before the first file is written where one of them is no longer what was read. */
async function writeChanges(changes: readonly FileChange[]): Promise<void> {
  const { ActionsmithError } = await import('../../runtime/errors.ts');
  const { default: writeFileAtomic } = await import('write-file-atomic');
  const marks = new Map<string, string>();
  for (const { path, before } of changes) {
    const bytes = await readFile(path);
    const mark = bytes.toString('utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
    if (!bytes.equals(Buffer.from(mark + before)))
      throw new ActionsmithError(`${show(path)} has changed meanwhile, or is no UTF-8; nothing was written`, { code: 'FILE_CHANGED' });
    marks.set(path, mark);
  }
  for (const { path, after } of changes) await writeFileAtomic(path, marks.get(path) + after);
}

function printJson({ migrated, kept, changes }: Migration): void {
  process.stdout.write(`${JSON.stringify({ migrated, kept, files: changes.map(({ path }) => path) }, null, 2)}\n`);
}

async function printText({ migrated, kept, changes }: Migration, isDry: boolean): Promise<void> {
  if (isDry) {
    const { renderDiff } = await import('../reconcile/render-diff.ts');
    for (const { path, before, after } of changes) process.stdout.write(renderDiff(show(path), before, after));
  }
  for (const { file, name, className } of migrated)
    process.stdout.write(`${isDry ? 'would migrate' : 'migrated'}  ${show(file)}: ${name} → ${className}\n`);
  for (const { place, placeNow, name, reason } of kept) {
    const { file, line, column } = isDry ? placeNow : place;
    process.stderr.write(`${show(file)}:${line}:${column}: ${name} stays a function: ${reason}\n`);
  }
  if (migrated.length === 0 && kept.length === 0) process.stdout.write('Nothing to do: no action is a function of defineAction.\n');
  else if (!isDry && changes.some(({ path }) => path.endsWith('config.yaml')))
    process.stdout.write('Now run `actionsmith generate`: config.yaml names the classes.\n');
}

function show(path: string): string {
  return relative(process.cwd(), path) || path;
}
