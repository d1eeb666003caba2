import { Command } from 'commander';
import { openPipelineServer } from '../pipelines/service/open-pipeline-server.ts';
import { orFail } from './or-fail.ts';
import { serveCommand } from './serve-command.ts';
import type { ListOptions } from './pipelines/list-runs.ts';
import { DEFAULT_SERVICE, type ServiceOptions } from './pipelines/service-options.ts';
import type { RunPipelineOptions } from './pipelines/run-pipeline.ts';
import type { LogsOptions } from './pipelines/show-logs.ts';
import type { ServeOptions } from './serve-until-signal.ts';

const HELP = `
The service keeps what pipelines report: who runs one tells it, and everybody else asks it.
ACTIONSMITH_PIPELINES is its address where --service is not given, ACTIONSMITH_PIPELINES_TOKEN the token.

Examples:
  $ actionsmith pipelines run pipeline.yaml
  $ actionsmith pipelines serve --port 8100 --data .actionsmith/pipelines
  $ actionsmith pipelines list --status RUNNING
  $ actionsmith pipelines watch 3f2c8a52-5d0e-4c55-9a0e-0f6f0e1d2c3b`;

const SERVE_HELP = `
Whoever is on this machine may use a service without a token; on any other address it needs one. Others can see what you give as --token in the list
of processes: a file or the environment hides it. In a token file, a line is a token for all tenants, or a tenant and its token: acme 0f3c…

Examples:
  $ actionsmith pipelines serve --port 8100 --data .actionsmith/pipelines
  $ actionsmith pipelines serve --host 0.0.0.0 --data /srv/pipelines --token-file /run/secrets/pipelines`;

/** `actionsmith pipelines …`: the service that knows how far pipelines are, and what it knows. */
export function pipelinesCommand(): Command {
  const pipelines = new Command('pipelines')
    .description('Serve what pipelines report, and see how far they are.')
    .enablePositionalOptions()
    .addHelpText('after', HELP);
  for (const command of [
    runCommand(),
    resumeCommand(),
    serve(),
    listCommand(),
    showCommand(),
    watchCommand(),
    logsCommand(),
    cancelCommand(),
  ])
    pipelines.addCommand(command);
  return pipelines;
}

const RUN_HELP = `
A file names the actions in their order, and what they are given:

  name: nightly
  plugin: ../penguins
  actions: [dataset, train, export]
  params: { epochs: 40 }

In this process (--mode local) runs are remembered in --data, or by the service that --service names. On a cluster (--mode ray) each action runs where
its contract says, and the service must be one that the cluster reaches too.

Examples:
  $ actionsmith pipelines run pipeline.yaml --params '{"epochs": 80}'
  $ actionsmith pipelines run pipeline.yaml --mode ray --service http://10.0.0.5:8100`;

function runCommand(): Command {
  return withPlace(new Command('run'))
    .description('run the pipeline of a file, and print the result of its last action')
    .argument('<file>', 'YAML or JSON')
    .option('--params <json>', 'over those of the file')
    .option('--params-file <file>', 'the same out of a YAML or JSON file; - is stdin')
    .addHelpText('after', RUN_HELP)
    .action(async (file: string, options: RunPipelineOptions) => {
      const { runPipelineFile } = await import('./pipelines/run-pipeline.ts');
      await orFail(options, () => runPipelineFile(file, options));
    });
}

function resumeCommand(): Command {
  return withPlace(new Command('resume'))
    .description('go on with a run that failed, was cancelled or was killed; what has finished does not run again')
    .argument('<run>', 'the id of the run')
    .option('--file <file>', 'of the pipeline, where it has moved')
    .addHelpText('after', '\nExample:\n  $ actionsmith pipelines resume 3f2c8a52-5d0e-4c55-9a0e-0f6f0e1d2c3b')
    .action(async (id: string, options: RunPipelineOptions) => {
      const { resumePipelineRun } = await import('./pipelines/run-pipeline.ts');
      await orFail(options, () => resumePipelineRun(id, options));
    });
}

function withPlace(command: Command): Command {
  return command
    .option('--mode <mode>', 'local: in this process; ray: on a cluster', 'local')
    .option('--address <url>', "of the cluster's dashboard", 'auto')
    .option('--service <url>', 'the pipeline service that is told; on a cluster the default is ACTIONSMITH_PIPELINES')
    .option('--token <token>', 'of the service; default: ACTIONSMITH_PIPELINES_TOKEN, which others do not see')
    .option('--data <folder>', 'where runs in this process are remembered', '.actionsmith/pipelines')
    .option('--no-wait', 'on a cluster: only say the id of the run')
    .option('--quiet', 'print the result and errors only')
    .option('--json', 'for programs');
}

function serve(): Command {
  return serveCommand('serve what a folder holds over HTTP until Ctrl-C or SIGTERM', {
    port: '8100',
    data: '.actionsmith/pipelines',
    tokenVariable: 'ACTIONSMITH_PIPELINES_TOKEN',
  })
    .addHelpText('after', SERVE_HELP)
    .action((options: ServeOptions) =>
      orFail(options, async () => {
        const { serveUntilSignal } = await import('./serve-until-signal.ts');
        await serveUntilSignal(options, 'ACTIONSMITH_PIPELINES_TOKEN', openPipelineServer);
      }),
    );
}

function listCommand(): Command {
  return ofService('list', 'list the runs of pipelines, the newest first')
    .option('--status <status>', 'only those that are PENDING, RUNNING, COMPLETED, FAILED or CANCELLED')
    .option('--limit <count>', 'at most so many; 0 is no limit', '20')
    .addHelpText('after', '\nExample:\n  $ actionsmith pipelines list --status FAILED --limit 5')
    .action(async (options: ListOptions) => {
      const { printPipelineRuns } = await import('./pipelines/list-runs.ts');
      await orFail(options, () => printPipelineRuns(options));
    });
}

function showCommand(): Command {
  return ofRun('show', 'show how far a run is, what it was given and what it ended with').action(
    async (id: string, options: ServiceOptions) => {
      const { showPipelineRun } = await import('./pipelines/show-run.ts');
      await orFail(options, () => showPipelineRun(id, options));
    },
  );
}

function watchCommand(): Command {
  return ofRun('watch', 'watch a run until it has ended; exit code 1 where it did not complete').action(
    async (id: string, options: ServiceOptions) => {
      const { watchPipelineRun } = await import('./pipelines/watch-run.ts');
      await orFail(options, () => watchPipelineRun(id, options));
    },
  );
}

function logsCommand(): Command {
  return ofRun('logs', 'print the log of a run')
    .option('-f, --follow', 'until the run has ended')
    .option('--action <name>', 'only lines of this action')
    .option('--level <level>', 'only lines of this level')
    .option('--since <time>', 'only lines that came later: 2026-01-31T12:00:00Z')
    .action(async (id: string, options: LogsOptions) => {
      const { showPipelineLogs } = await import('./pipelines/show-logs.ts');
      await orFail(options, () => showPipelineLogs(id, options));
    });
}

function cancelCommand(): Command {
  return ofRun('cancel', 'ask a run to stop').action(async (id: string, options: ServiceOptions) => {
    const { cancelPipelineRun } = await import('./pipelines/cancel-run.ts');
    await orFail(options, () => cancelPipelineRun(id, options));
  });
}

function ofRun(name: string, description: string): Command {
  return ofService(name, description)
    .argument('<run>', 'the id of the run')
    .addHelpText('after', `\nExample:\n  $ actionsmith pipelines ${name} 3f2c8a52-5d0e-4c55-9a0e-0f6f0e1d2c3b`);
}

function ofService(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--service <url>', 'where the pipeline service is', process.env['ACTIONSMITH_PIPELINES'] || DEFAULT_SERVICE)
    .option('--token <token>', 'of the service; default: ACTIONSMITH_PIPELINES_TOKEN, which others do not see')
    .option('--json', 'for programs');
}
