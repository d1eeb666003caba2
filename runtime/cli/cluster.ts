import { Command } from 'commander';
import { orFail } from './or-fail.ts';
import type { ClusterUpOptions } from './cluster/start-cluster.ts';

const EXAMPLES = `
The cluster is one Ray for you, on free ports of 127.0.0.1. Ray itself is installed once, into your cache folder. It goes on until \`cluster down\`.

Examples:
  $ actionsmith cluster up && actionsmith run train --mode job
  $ actionsmith cluster up --ray 2.58.0 --num-cpus 8
  $ actionsmith cluster down`;

/** `actionsmith cluster …`: a Ray cluster on this machine, to try jobs on. */
export function clusterCommand(): Command {
  const cluster = new Command('cluster').description('Start and stop a Ray cluster on this machine.').enablePositionalOptions();
  cluster.addHelpText('after', EXAMPLES);
  for (const command of [upCommand(), downCommand(), statusCommand()]) cluster.addCommand(command);
  return cluster;
}

function upCommand(): Command {
  return new Command('up')
    .description('start the cluster, or say that it is up; prints the address of its dashboard')
    .option('--ray <version>', "Ray's release; default: the one that actionsmith is tested with")
    .option('--num-cpus <number>', 'CPUs that Ray may hand out', '4')
    .option('--python <command>', 'the Python that Ray is installed with; default: the first >= 3.10 on the PATH')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExample:\n  $ actionsmith cluster up')
    .action(async (options: ClusterUpOptions) => {
      const { startCluster } = await import('./cluster/start-cluster.ts');
      await orFail(options, () => startCluster(options));
    });
}

function downCommand(): Command {
  return new Command('down')
    .description('end the cluster and its jobs')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExample:\n  $ actionsmith cluster down')
    .action(async (options: { readonly json?: boolean }) => {
      const { stopCluster } = await import('./cluster/stop-cluster.ts');
      await orFail(options, () => stopCluster(options));
    });
}

function statusCommand(): Command {
  return new Command('status')
    .description('say whether the cluster is up; exit code 1 where it is not')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExample:\n  $ actionsmith cluster status')
    .action(async (options: { readonly json?: boolean }) => {
      const { showCluster } = await import('./cluster/show-cluster.ts');
      await orFail(options, () => showCluster(options));
    });
}
