import { Command } from 'commander';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ActionsmithError } from '../../runtime/errors.ts';
import { isOwnedText } from '../emit/header.ts';
import { pluginFolder, type PluginFlag, takesPlugin } from './plugin-folder.ts';
import { formatOption, renderProblems } from './render-problems.ts';

const EXAMPLES = `
With \`docs: docs/reference.md\` in config.yaml, generate keeps the page current, and generate --check sees that it is.
Exit codes: 0 done, 1 the contract is wrong, 3 --check found a page that is not current.

Examples:
  $ actionsmith docs                          print the page
  $ actionsmith docs --out docs/reference.md  write it
  $ actionsmith docs --out docs/reference.md --check`;

interface Flags extends PluginFlag {
  readonly out?: string;
  readonly check?: boolean;
  readonly format: string;
}

/** `actionsmith docs`: the reference of a plugin as Markdown. */
export function docsCommand(): Command {
  return takesPlugin(new Command('docs'))
    .description('A page of Markdown about every action: params, result, rules, steps as a graph, and a command to start with.')
    .option('--out <file>', 'write it there instead of printing it')
    .option('--check', 'write nothing; exit 3 when the file is not current (default: the one that config.yaml names)')
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string | undefined, flags: Flags) => {
      const page = await makePage(pluginFolder(folder, flags), flags);
      if (page === undefined) process.exitCode = 1;
      else if (flags.check) await check(page, flags);
      else if (flags.out === undefined) process.stdout.write(page.text);
      else await write(page.text, flags.out);
    });
}

interface Page {
  readonly text: string;
  /** Where config.yaml has it. */
  readonly file: string | undefined;
}

/** Undefined where the contract is wrong, which was said. */
async function makePage(plugin: string, { format }: Flags): Promise<Page | undefined> {
  const { loadContract } = await import('../pipeline.ts');
  const { readImportEnding } = await import('../plan/read-import-ending.ts');
  const { model, root, diagnostics } = await loadContract(plugin);
  const problems = await renderProblems(diagnostics, format, relative(process.cwd(), root));
  process.stderr.write(problems);
  if (model === undefined) return undefined;
  const { emitDocs } = await import('../emit/docs/emit-docs.ts');
  const { formatOwned } = await import('../emit/format-file.ts');
  const { makeActionPage } = await import('../emit/docs/action-page.ts');
  const { readStyles } = await import('../plan/style/read-styles.ts');
  const styles = await readStyles(root);
  const context = { pluginCode: model.code, out: 'generated', ending: readImportEnding(root).ending, styles: styles.of };
  const pages = await Promise.all(model.actions.map((action) => makeActionPage(action, model, context)));
  const text = emitDocs(model, pages);
  return {
    text: await formatOwned('reference.md', text, styles.of(model.docs ?? 'reference.md')),
    file: model.docs && join(root, model.docs),
  };
}

async function check({ text, file }: Page, { out }: Flags): Promise<void> {
  const path = out ?? file;
  if (path === undefined)
    throw new ActionsmithError('--check needs a page: name it with --out, or as docs: in config.yaml', { code: 'USAGE' });
  const shown = relative(process.cwd(), path);
  const before = readPage(path)?.replaceAll('\r\n', '\n');
  if (before === text) return void process.stdout.write(`${shown} is current.\n`);
  const { reportDiffs } = await import('./report-diffs.ts');
  reportDiffs([{ path: shown, before, after: text }], false);
  process.stdout.write(`${shown} is not current: run actionsmith docs --out ${shown}\n`);
  process.exitCode = 3;
}

async function write(text: string, out: string): Promise<void> {
  const before = readPage(out);
  if (before !== undefined && !isOwnedText(before))
    throw new ActionsmithError(`${out} is there already, and actionsmith did not write it; name another file, or move it away`, {
      code: 'FILE_EXISTS',
    });
  const { default: writeFileAtomic } = await import('write-file-atomic');
  mkdirSync(dirname(resolve(out)), { recursive: true });
  await writeFileAtomic(out, text);
  process.stdout.write(`written     ${out}\n`);
}

/** Undefined where nothing is. A pipe would never end. */
function readPage(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile())
    throw new ActionsmithError(`${path} is ${stat.isDirectory() ? 'a folder' : 'no plain file'}; name a file`, { code: 'USAGE' });
  return readFileSync(path, 'utf8');
}
