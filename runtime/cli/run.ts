import { Command } from 'commander';
import { collectPair } from './read-env.ts';
import type { RunOptions } from './start-run.ts';
import { UsageError } from './usage-error.ts';
import { longOptions } from './long-options.ts';

const EXAMPLES = `
Every top-level param of the action is an option too; \`actionsmith run <action> --help\` lists them.
A param is always --param.<name> too, whatever options there are besides.
The run is kept in the plugin's .actionsmith/runs; \`actionsmith runs --help\` says what can be done with it.
Exit codes: 0 done, 1 the params or the run are wrong, 2 wrong usage, 141 whoever read the output went away (a run is cancelled then).

Examples:
  $ actionsmith run train --epochs 20 --learning-rate 0.01
  $ actionsmith run train --plugin examples/penguins --params-file params.yaml --json`;

/** `actionsmith run <action>`: runs an action of a plugin and prints its result on stdout; everything else goes to stderr. */
export function runCommand(): Command {
  return new Command('run')
    .description('Run an action of a plugin.')
    .usage('<action> [options] [--<param> <value> …]')
    .argument('[action...]', "the action's name in config.yaml") // takes the params' words too
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--params <json>', 'the params as a JSON object')
    .option('--params-file <file>', 'the params as a YAML or JSON file; - is stdin')
    .option('--mode <mode>', "where it runs: local, task (an actor of a Ray cluster) or job (default: the contract's method)")
    .option('--env <NAME=value>', 'what the action reads from its environment; may be repeated', collectPair, [])
    .option('--no-history', "leave no folder in the plugin's .actionsmith/runs")
    .option('--json', 'print the result, or the error, as one line of JSON on stdout, and on stderr every event of the run as one')
    .option('--quiet', 'print the result and errors only')
    .option('-h, --help', 'show this, and the params of the action')
    .helpOption(false)
    .helpCommand(false)
    .allowUnknownOption()
    .action(async ([action, ...words]: readonly string[], options: RunOptions & { readonly help?: boolean }, command: Command) => {
      const [{ startRun, describeAction }, { failWith }] = await Promise.all([import('./start-run.ts'), import('./fail-with.ts')]);
      try {
        if (options.help)
          return void process.stdout.write(
            `${command.helpInformation()}${EXAMPLES}\n${await describeAction(action, options.plugin, longOptions(command))}`,
          );
        if (action === undefined || action.startsWith('-')) throw new UsageError('say first which action: actionsmith run <action>');
        await startRun(action, words, options, longOptions(command));
      } catch (error) {
        failWith(error, options);
      }
    });
}
