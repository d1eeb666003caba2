import { Command } from 'commander';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ActionsmithError } from '../../runtime/errors.ts';
import { packageRoot } from '../package-version.ts';
import { generateOnce } from './generate-once.ts';
import { watchContract } from './watch-contract.ts';

const EXAMPLE = `
Example:
  $ actionsmith dev --plugin my-plugin   edit config.yaml, and see at once which of your files no longer fit`;

export function devCommand(): Command {
  return new Command('dev')
    .description('Generate and type-check on every change of the contract or of your code, until Ctrl-C.')
    .option('--plugin <folder>', 'the folder with config.yaml', '.')
    .addHelpText('after', EXAMPLE)
    .action(async (flags: { plugin: string }) => {
      const plugin = resolve(flags.plugin);
      await watchContract(plugin, async () => (await generateOnce(plugin, {})).inputs);
      watchTypes(plugin);
    });
}

/** The compiler in its own watch mode, beside us; it ends when we end. */
function watchTypes(plugin: string): void {
  const args = [findCompiler(plugin), '--noEmit', '--watch', '--preserveWatchOutput', '-p', join(plugin, 'tsconfig.json')];
  const compiler = spawn(process.execPath, args, { stdio: 'inherit' });
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
