import { Command } from 'commander';
import type { ClusterOptions } from './jobs/cluster-options.ts';
import type { ResumeCommandOptions } from './jobs/resume-job.ts';
import type { SubmitCommandOptions } from './jobs/submit-job.ts';
import type { WaitCommandOptions } from './jobs/wait-for-job.ts';
import { collectPair } from './read-env.ts';
import { longOptions } from './long-options.ts';
import { orFail } from './or-fail.ts';

const SUBMIT_HELP = `
Every top-level param of the action is an option too; \`actionsmith jobs submit <action> --help\` lists them.
A param is always --param.<name> too, whatever options there are besides.

Examples:
  $ actionsmith jobs submit train --plugin examples/penguins --seed 7
  $ actionsmith jobs wait $(actionsmith jobs submit train --quiet --epochs 20)
  $ actionsmith jobs submit train --save-bundle train.zip && actionsmith jobs submit train --bundle train.zip`;

const RESUME_HELP = `
Steps that the job finished are not done again: what they left is read out of its log. The contract and the steps must be the same.
A job is resumed once: asked again, it is the same new job. To go on after that one has failed too, resume it by its own id.

Example:
  $ actionsmith jobs resume penguins-train-0123456789ab --wait`;

/** `actionsmith jobs …`: actions as jobs of a Ray cluster. What a program may read goes to stdout, everything else to stderr. */
export function jobsCommand(): Command {
  const jobs = new Command('jobs')
    .description('Submit actions to a Ray cluster as jobs, follow and stop them.')
    .enablePositionalOptions()
    .addHelpText(
      'after',
      "\nThe cluster is --address, else RAY_API_SERVER_ADDRESS, else http://localhost:8265. As for Ray's own client: a token in RAY_AUTH_TOKEN,\nheaders for a gateway in RAY_JOB_HEADERS (a JSON object), an authority for https in REQUESTS_CA_BUNDLE, and a proxy in HTTPS_PROXY.\n\nExample:\n  $ actionsmith jobs submit train --wait",
    );
  for (const command of [
    submitCommand(),
    resumeCommand(),
    listCommand(),
    statusCommand(),
    logsCommand(),
    waitCommand(),
    stopCommand(),
    deleteCommand(),
  ]) {
    jobs.addCommand(command);
  }
  return jobs;
}

function submitCommand(): Command {
  return onCluster('submit', 'start an action as a job; prints its id')
    .usage('<action> [options] [--<param> <value> …]')
    .argument('[action]', "the action's name in config.yaml")
    .argument('[params...]', 'its params, as options: --<param> <value>')
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--params <json>', 'the params as a JSON object')
    .option('--params-file <file>', 'the params as a YAML or JSON file; - is stdin')
    .option('--wait', 'follow the job and print its result')
    .option('--quiet', 'print the id, or the result, only')
    .option('--submission-id <id>', 'the id of the job; the same id twice is one job')
    .option('--runtime-env <json>', 'what the job needs, in Ray\'s words: {"pip": [...]}')
    .option('--env <NAME=value>', 'what the action reads from its environment; may be repeated', collectPair, [])
    .option(
      '--forward-secret <name>',
      'send a secret in the job, where whoever may list jobs can read it; may be repeated',
      collectName,
      [],
    )
    .option('--platform <platform>', 'of the cluster, for packages that are not bundled: linux-x64, linux-arm64-musl')
    .option(
      '--node <source>',
      "where Node comes from: path (the cluster's), wheel (Ray installs one), auto (wheel where the cluster has none)",
    )
    .option('--save-bundle <file>', 'write what would be sent, and submit nothing')
    .option('--bundle <file>', 'send a bundle that was saved earlier')
    .option('--no-history', "leave no folder in the plugin's .actionsmith/runs")
    .option('-h, --help', 'show this, and the params of the action')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (action: string | undefined, words: readonly string[], options: SubmitOptions, command: Command) => {
      await orFail(options, async () => {
        if (options.help) return showSubmitHelp(action, options, command);
        if (action === undefined || action.startsWith('-')) throw await noAction();
        const { submitJob } = await import('./jobs/submit-job.ts');
        await submitJob(action, words, options, longOptions(command));
      });
    });
}

type SubmitOptions = SubmitCommandOptions & { readonly help?: boolean };

async function showSubmitHelp(action: string | undefined, { plugin }: SubmitOptions, command: Command): Promise<void> {
  const { describeAction } = await import('./start-run.ts');
  process.stdout.write(`${command.helpInformation()}${SUBMIT_HELP}\n${await describeAction(action, plugin, longOptions(command))}`);
}

async function noAction(): Promise<Error> {
  const { UsageError } = await import('./usage-error.ts');
  return new UsageError('say first which action: actionsmith jobs submit <action>');
}

function waitCommand(): Command {
  return onCluster('wait', 'follow a job to its end and print its result; exit code 1 when it failed or was stopped')
    .argument('<id>')
    .option('--plugin <folder>', "the plugin's folder, so that stacks lead into it", '.')
    .option('--timeout <seconds>', 'stop waiting after this time; the job goes on')
    .option('--quiet', 'print the result and errors only')
    .addHelpText('after', '\nExample:\n  $ actionsmith jobs wait penguins-train-0123456789ab --timeout 600')
    .action(async (id: string, options: WaitCommandOptions) => {
      const { waitForJob } = await import('./jobs/wait-for-job.ts');
      await orFail(options, () => waitForJob(id, options));
    });
}

function resumeCommand(): Command {
  return onCluster('resume', 'go on where a job that failed, was stopped or killed has left off; prints the id of the new job')
    .argument('<id>')
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--params <json>', 'the params again, where they hold a secret: the log of a job keeps none')
    .option('--params-file <file>', 'the same, as a YAML or JSON file; - is stdin')
    .option('--wait', 'follow the job and print its result')
    .option('--quiet', 'print the id, or the result, only')
    .option('--runtime-env <json>', 'what the job needs, in Ray\'s words: {"pip": [...]}')
    .option('--env <NAME=value>', 'what the action reads from its environment; may be repeated', collectPair, [])
    .option(
      '--forward-secret <name>',
      'send a secret in the job, where whoever may list jobs can read it; may be repeated',
      collectName,
      [],
    )
    .option('--platform <platform>', 'of the cluster, for packages that are not bundled: linux-x64, linux-arm64-musl')
    .option(
      '--node <source>',
      "where Node comes from: path (the cluster's), wheel (Ray installs one), auto (wheel where the cluster has none)",
    )
    .addHelpText('after', RESUME_HELP)
    .action(async (id: string, options: ResumeCommandOptions) => {
      const { resumeJob } = await import('./jobs/resume-job.ts');
      await orFail(options, () => resumeJob(id, options));
    });
}

function listCommand(): Command {
  return onCluster('list', 'list the jobs of the cluster')
    .addHelpText('after', '\nExample:\n  $ actionsmith jobs list --json')
    .action(async (options: ClusterOptions) => {
      const { listJobs } = await import('./jobs/show-jobs.ts');
      await orFail(options, () => listJobs(options));
    });
}

function statusCommand(): Command {
  return onCluster('status', 'print the status of a job')
    .argument('<id>')
    .addHelpText('after', '\nExample:\n  $ actionsmith jobs status penguins-train-0123456789ab')
    .action(async (id: string, options: ClusterOptions) => {
      const { showStatus } = await import('./jobs/show-jobs.ts');
      await orFail(options, () => showStatus(id, options));
    });
}

function logsCommand(): Command {
  return onCluster('logs', 'print what a job printed, byte for byte')
    .argument('<id>')
    .option('-f, --follow', 'go on until the job has ended')
    .addHelpText(
      'after',
      '\nWith --json: what the job reported, one event a line.\n\nExample:\n  $ actionsmith jobs logs penguins-train-0123456789ab --follow',
    )
    .action(async (id: string, options: ClusterOptions & { readonly follow?: boolean }) => {
      const { showLogs } = await import('./jobs/show-logs.ts');
      await orFail(options, () => showLogs(id, options));
    });
}

function stopCommand(): Command {
  return onCluster('stop', 'stop a job and wait until it has ended')
    .argument('<id>')
    .option('--no-wait', 'only ask it to stop: one that is PENDING ends as soon as Ray could start it')
    .addHelpText('after', '\nExample:\n  $ actionsmith jobs stop penguins-train-0123456789ab')
    .action(async (id: string, options: ClusterOptions & { readonly wait?: boolean }) => {
      const { stopJob } = await import('./jobs/end-jobs.ts');
      await orFail(options, () => stopJob(id, options));
    });
}

function deleteCommand(): Command {
  return onCluster('delete', 'forget a job that has ended')
    .argument('<id>')
    .addHelpText('after', '\nExample:\n  $ actionsmith jobs delete penguins-train-0123456789ab')
    .action(async (id: string, options: ClusterOptions) => {
      const { deleteJob } = await import('./jobs/end-jobs.ts');
      await orFail(options, () => deleteJob(id, options));
    });
}

function onCluster(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--address <url>', "the URL of the cluster's dashboard", 'auto')
    .option('--json', 'print one line of JSON');
}

function collectName(name: string, names: readonly string[]): string[] {
  return [...names, name];
}
