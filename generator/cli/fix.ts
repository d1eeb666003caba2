import { Command } from 'commander';
import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Fixes } from '../fix/fixes.ts';
import type { Generated } from '../pipeline.ts';
import { pluginFolder, type PluginFlag, takesPlugin } from './plugin-folder.ts';

const EXAMPLES = `
It generates first. Then it puts in what your classes lack, as stubs that say where to write what: members, steps of createSteps(), whole classes,
and their imports. Every byte that is there stays; what it cannot do it explains, with the place.
Exit codes: 0 nothing is missing any more, 1 the contract is wrong, or something is left to you.

Examples:
  $ actionsmith fix --dry-run          show the lines that would be put in
  $ actionsmith fix --plugin my-plugin`;

interface Flags extends PluginFlag {
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `actionsmith fix`: the author's classes get the members and steps that the contract asks for. */
export function fixCommand(): Command {
  return takesPlugin(new Command('fix'))
    .description('Put into your classes what the contract asks for and they lack. Nothing that is there changes.')
    .option('--out <folder>', "where the generated files are (default: the plugin's generated/)")
    .option('--dry-run', 'write nothing; show the lines that would be put in')
    .option('--json', 'print one JSON object: patches, refusals')
    .addHelpText('after', EXAMPLES)
    .action(fix);
}

async function fix(folder: string | undefined, flags: Flags): Promise<void> {
  const plugin = pluginFolder(folder, flags);
  const { generate } = await import('../pipeline.ts');
  const generated = await generate({
    plugin,
    write: !flags.dryRun,
    ...(flags.out !== undefined && { out: flags.out }),
  });
  if (!generated.ok) {
    const { reportGenerated } = await import('./report-generated.ts');
    await reportGenerated(generated, { ...flags, shownRoot: relative(process.cwd(), plugin), command: '' });
    process.exitCode = 1;
    return;
  }
  const root = realpathSync(plugin);
  const { fixPlugin } = await import('../fix/fix-plugin.ts');
  const fixes = await fixPlugin(root, stubsOf(generated));
  if (!flags.dryRun) {
    const { replaceTexts } = await import('../reconcile/replace-texts.ts');
    await replaceTexts(fixes.patches, root);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(fixes, null, 2)}\n`);
  else await printFixes(fixes, root, flags.dryRun === true);
  process.exitCode = fixes.refusals.length > 0 ? 1 : 0;
}

/** The stubs of the author's files that were there before. */
function stubsOf({ files, changes }: Generated): Map<string, string> {
  const present = changes.filter((change) => change.ownership === 'scaffold' && change.kind === 'unchanged' && change.path.endsWith('.ts'));
  return new Map(present.map(({ path }) => [path, files.get(path)!]));
}

async function printFixes({ patches, refusals }: Fixes, root: string, isDry: boolean): Promise<void> {
  const show = (path: string): string => relative(process.cwd(), join(root, path)) || path;
  const { renderDiff } = await import('../reconcile/render-diff.ts');
  for (const { path, before, after, added } of patches) {
    process.stdout.write(`${isDry ? 'would add' : 'added'}   ${show(path)}: ${added.join('; ')}\n`);
    if (isDry) process.stdout.write(renderDiff(show(path), before, after));
  }
  for (const { path, line, column, reason } of refusals) process.stderr.write(`${show(path)}:${line}:${column}: ${reason}\n`);
  if (patches.length === 0 && refusals.length === 0)
    process.stdout.write('Nothing to do: your classes have all that the contract asks for.\n');
}
