import { Command } from 'commander';
import { resolve } from 'node:path';
import type { GenerateFlags } from './generate-flags.ts';
import { generateOnce } from './generate-once.ts';
import { formatOption } from './render-problems.ts';

const EXAMPLES = `
Exit codes: 0 done, 1 the contract is wrong, 3 --check found files that are not current.

Examples:
  $ actionsmith generate                    the plugin in this folder
  $ actionsmith generate my-plugin --watch  again on every change
  $ actionsmith generate --check            in CI: write nothing, fail when a file is not current`;

export function generateCommand(): Command {
  return new Command('generate')
    .description('Turn config.yaml and its schemas into typed code. Owned files are rewritten, your scaffolds are written once.')
    .argument('[plugin]', 'the folder with config.yaml')
    .option('--plugin <folder>', 'the same, as an option (default: the folder you stand in)')
    .option('--out <folder>', "where the generated files go (default: the plugin's generated/)")
    .option('--zod', 'also write zod schemas that agree with the validators: <out>/<action>/zod.ts')
    .option('--check', 'write nothing; exit 3 when a file is not what the contract asks for')
    .option('--dry-run', 'write nothing; say what would be written')
    .option('--diff', 'with --check or --dry-run: show the lines that differ')
    .option('--watch', 'generate again whenever the contract changes')
    .addOption(formatOption())
    .option('--json', 'print one JSON object: ok, changes, diagnostics')
    .option('--quiet', 'print problems only')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string | undefined, flags: GenerateFlags & { plugin?: string; watch?: boolean }) => {
      const plugin = resolve(folder ?? flags.plugin ?? '.');
      if (flags.watch) {
        const { watchContract } = await import('./watch-contract.ts');
        return watchContract(plugin, async () => (await generateOnce(plugin, flags)).inputs);
      }
      process.exitCode = (await generateOnce(plugin, flags)).exitCode;
    });
}
