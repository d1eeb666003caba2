import { Command } from 'commander';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { ActionsmithError } from '../../runtime/errors.ts';
import { packageRoot } from '../package-version.ts';
import { generateOnce } from './generate-once.ts';
import { hintAtFix } from './hint-at-fix.ts';
import { pluginFolder, type PluginFlag, takesPlugin } from './plugin-folder.ts';
import { watchContract } from './watch-contract.ts';

const EXAMPLE = `
Example:
  $ actionsmith dev my-plugin   edit config.yaml, and see at once which of your files no longer fit`;

export function devCommand(): Command {
  return takesPlugin(new Command('dev'))
    .description('Generate and type-check on every change of the contract or of your code, until Ctrl-C.')
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, flags: PluginFlag) => {
      const plugin = pluginFolder(folder, flags);
      await watchContract(plugin, () => generateOnce(plugin, { quiet: true, full: true }));
      const { quoteForShell } = await import('../../runtime/cli/quote-for-shell.ts');
      const shown = relative(process.cwd(), plugin);
      watchTypes(plugin, shown === '' ? '' : quoteForShell(shown));
    });
}

/** The compiler in its own watch mode, beside us; it ends when we end. `shown`: the plugin as a user would type it. */
function watchTypes(plugin: string, shown: string): void {
  const pretty = process.stdout.isTTY ? ['--pretty'] : []; // its output passes through us
  const args = [findCompiler(plugin), '--noEmit', '--watch', '--preserveWatchOutput', ...pretty, '-p', join(plugin, 'tsconfig.json')];
  const compiler = spawn(process.execPath, args, { stdio: ['inherit', 'pipe', 'inherit'] });
  const hint = hintAtFix(shown);
  compiler.stdout.setEncoding('utf8').on('data', (text: string) => process.stdout.write(text + hint(text)));
  const end = (): void => void compiler.kill();
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}

/** The plugin's own TypeScript, else the one beside the toolkit. */
function findCompiler(plugin: string): string {
  for (const base of [plugin, packageRoot()]) {
    try {
      return join(createRequire(join(base, 'package.json')).resolve('typescript/package.json'), '../bin/tsc');
    } catch {
      continue;
    }
  }
  throw new ActionsmithError('there is no TypeScript to check the types with; add it: npm install --save-dev typescript', {
    code: 'COMPILER_MISSING',
  });
}
