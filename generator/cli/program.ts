import { Command } from 'commander';
import { packageVersion } from '../package-version.ts';

/** Name, one line of help, and how to load the rest: `--help` loads no command, a command loads only itself. */
const COMMANDS: readonly { name: string; summary: string; load: () => Promise<Command> }[] = [
  { name: 'init', summary: 'make a plugin that runs at once', load: async () => (await import('./init.ts')).initCommand() },
  {
    name: 'generate',
    summary: 'turn config.yaml and its schemas into typed code',
    load: async () => (await import('./generate.ts')).generateCommand(),
  },
  { name: 'dev', summary: 'generate and type-check on every change', load: async () => (await import('./dev.ts')).devCommand() },
  { name: 'docs', summary: 'print a page about every action', load: async () => (await import('./docs.ts')).docsCommand() },
  {
    name: 'add',
    summary: 'add an action or a step to config.yaml',
    load: async () => (await import('./add.ts')).addCommand(),
  },
  {
    name: 'fix',
    summary: 'put into your classes what the contract asks for',
    load: async () => (await import('./fix.ts')).fixCommand(),
  },
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
    name: 'backend',
    summary: 'serve what holds datasets, models, jobs and tasks',
    load: async () => (await import('../../runtime/cli/backend.ts')).backendCommand(),
  },
  {
    name: 'convert',
    summary: 'convert a dataset of images from one format into another',
    load: async () => (await import('../../runtime/cli/convert.ts')).convertCommand(),
  },
  {
    name: 'pipelines',
    summary: 'serve what pipelines report, and see how far they are',
    load: async () => (await import('../../runtime/cli/pipelines.ts')).pipelinesCommand(),
  },
  {
    name: 'cluster',
    summary: 'start and stop a Ray cluster on this machine',
    load: async () => (await import('../../runtime/cli/cluster.ts')).clusterCommand(),
  },
  {
    name: 'doctor',
    summary: 'say what keeps actions from running, and what to do about it',
    load: async () => (await import('../../runtime/cli/doctor.ts')).doctorCommand(),
  },
  {
    name: 'migrate',
    summary: 'rewrite actions that are functions as classes',
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  {
    name: 'diff',
    summary: 'say what changed between two contracts, and for whom it breaks',
    load: async () => (await import('./diff.ts')).diffCommand(),
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

/** The command line, as commander reads it. Throws CommanderError for wrong usage, and what a command throws. */
export async function runProgram(argv: readonly string[]): Promise<void> {
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
