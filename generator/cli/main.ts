#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { endWithOutput, isOutputError, loseOutput } from '../../runtime/process/lost-output.ts';
import { packageVersion } from '../package-version.ts';
import { exitCodeOf, printFailure } from './print-failure.ts';

/** Name, one line of help, and how to load the rest: `--help` loads no command, a command loads only itself. */
const COMMANDS: readonly { name: string; summary: string; load: () => Promise<Command> }[] = [
  { name: 'init', summary: 'make a plugin that runs at once', load: async () => (await import('./init.ts')).initCommand() },
  {
    name: 'generate',
    summary: 'turn config.yaml and its schemas into typed code',
    load: async () => (await import('./generate.ts')).generateCommand(),
  },
  { name: 'dev', summary: 'generate and type-check on every change', load: async () => (await import('./dev.ts')).devCommand() },
  { name: 'list', summary: 'list the actions of a plugin', load: async () => (await import('../../runtime/cli/list.ts')).listCommand() },
  { name: 'run', summary: 'run an action', load: async () => (await import('../../runtime/cli/run.ts')).runCommand() },
  {
    name: 'runs',
    summary: 'see earlier runs: what they were given, reported and ended with',
    load: async () => (await import('../../runtime/cli/runs.ts')).runsCommand(),
  },
  {
    name: 'jobs',
    summary: 'submit actions to a Ray cluster, follow and stop them',
    load: async () => (await import('../../runtime/cli/jobs.ts')).jobsCommand(),
  },
  {
    name: 'migrate',
    summary: 'rewrite actions that are functions as classes',
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  {
    name: 'explain',
    summary: 'say what a diagnostic means and what to do about it',
    load: async () => (await import('./explain.ts')).explainCommand(),
  },
  {
    name: 'schema',
    summary: 'types and validators from a JSON Schema alone',
    load: async () => (await import('./schema.ts')).schemaCommand(),
  },
];

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('actionsmith')
    .description('Turns a declarative contract (config.yaml and JSON Schemas) into a typed, validated plugin.')
    .version(packageVersion())
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(add --help for the options and an example)')
    .addHelpText(
      'after',
      '\nExample:\n  $ actionsmith init my-plugin && actionsmith run describe --plugin my-plugin --values 3,1,4\n\nEvery command explains itself: actionsmith <command> --help',
    );
  const asked = argv.find((word) => !word.startsWith('-'));
  for (const { name, summary, load } of COMMANDS) {
    program.addCommand(name === asked ? inheritSettings(program, (await load()).summary(summary)) : new Command(name).description(summary));
  }
  await program.parseAsync(argv, { from: 'user' });
}

/** A command that was built elsewhere reports usage errors the way the program does, and so do its own commands. */
function inheritSettings(program: Command, command: Command): Command {
  command.copyInheritedSettings(program);
  for (const child of command.commands) inheritSettings(command, child);
  return command;
}

endWithOutput();
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (isOutputError(error)) loseOutput(error);
  else {
    printFailure(error);
    process.exitCode = exitCodeOf(error);
  }
}
