import { Command } from 'commander';
import { ActionsmithError } from '../../runtime/errors.ts';
import type { GenerateFlags } from './generate-flags.ts';
import { generateOnce } from './generate-once.ts';
import { pluginFolder, type PluginFlag, takesPlugin } from './plugin-folder.ts';
import { formatOption } from './render-problems.ts';
import { timingsOption } from './timings-option.ts';

const EXAMPLES = `
Exit codes: 0 done, 1 the contract is wrong, 3 --check found files that are not current.

Examples:
  $ actionsmith generate                    the plugin in this folder
  $ actionsmith generate my-plugin --watch  again on every change
  $ actionsmith generate --diff             what would change, line by line
  $ actionsmith generate --check            in CI: write nothing, fail when a file is not current`;

export function generateCommand(): Command {
  return takesPlugin(new Command('generate'))
    .description('Turn config.yaml and its schemas into typed code. Owned files are rewritten, your scaffolds are written once.')
    .option('--out <folder>', "where the generated files go (default: the plugin's generated/)")
    .option('--zod', 'also write zod schemas that agree with the validators: <out>/<action>/zod.ts')
    .option('--check', 'write nothing; show what is not as the contract asks for it, and exit 3')
    .option('--dry-run', 'write nothing; say what would be written')
    .option('--diff', 'write nothing; show every line that would change')
    .option('--watch', 'generate again whenever the contract changes')
    .addOption(formatOption())
    .option('--json', 'print one JSON object: ok, changes, diagnostics')
    .option('--quiet', 'print problems only')
    .addOption(timingsOption())
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string | undefined, flags: GenerateFlags & PluginFlag & { watch?: boolean }) => {
      const plugin = pluginFolder(folder, flags);
      if (flags.timings === 'json' && (flags.json || flags.format === 'json' || flags.format === 'sarif'))
        throw new ActionsmithError('--timings=json would print a second document to stdout; write it to a file: --timings=times.json', {
          code: 'USAGE',
        });
      if (flags.watch) {
        const { watchContract } = await import('./watch-contract.ts');
        return watchContract(plugin, () => generateOnce(plugin, { ...flags, quiet: true, full: true }));
      }
      process.exitCode = (await generateOnce(plugin, flags)).exitCode;
    });
}
