import { Command } from 'commander';
import type { ListRunsOptions } from './runs/list-runs.ts';
import type { LogsOptions } from './runs/show-run-logs.ts';
import { collectPair } from './read-env.ts';
import type { ResumeOptions } from './runs/resume-run.ts';
import type { PruneCommandOptions } from './runs/prune.ts';
import type { ReportOptions } from './runs/write-report.ts';
import type { RunsOptions } from './runs/runs-options.ts';
import { longOptions } from './long-options.ts';
import { orFail } from './or-fail.ts';

const HELP = `
A run is named by its id, the beginning or the ending of an id that no other run has, the id of its job, or \`latest\`.
They lie in the plugin's .actionsmith/runs, one folder a run: run.json, params.json, events.jsonl, result.json or error.json, files/.

Examples:
  $ actionsmith runs list --status FAILED
  $ actionsmith runs show latest`;

/** `actionsmith runs …`: what the runs of a plugin were given, reported and ended with. */
export function runsCommand(): Command {
  const runs = new Command('runs')
    .description('See the runs of a plugin that were started here, go on with one, and remove old ones.')
    .enablePositionalOptions()
    .addHelpText('after', HELP);
  for (const command of [listCommand(), showCommand(), logsCommand(), reportCommand(), resumeCommand(), pruneCommand()])
    runs.addCommand(command);
  return runs;
}

function listCommand(): Command {
  return ofPlugin('list', 'list the runs, the newest first: id, status, action, start, how long, how far')
    .option('--action <name>', 'only those of this action')
    .option(
      '--status <status>',
      'only those that are RUNNING, SUCCEEDED, FAILED, STOPPED, LOST (killed) or PENDING (a job that nobody here follows)',
    )
    .option('--limit <count>', 'at most so many; 0 is no limit', '20')
    .addHelpText(
      'after',
      '\nTimes are those of this machine.\n\nExample:\n  $ actionsmith runs list --action train --status FAILED --limit 5',
    )
    .action(async (options: ListRunsOptions) => {
      const { printRuns } = await import('./runs/list-runs.ts');
      await orFail(options, () => printRuns(options));
    });
}

function showCommand(): Command {
  return ofPlugin('show', 'show a run: params, environment, steps, metrics, and its result or what it failed of')
    .argument('[id]', 'which run', 'latest')
    .addHelpText('after', '\nExamples:\n  $ actionsmith runs show\n  $ actionsmith runs show latest --json | jq .result')
    .action(async (id: string, options: RunsOptions) => {
      const { showRun } = await import('./runs/show-run.ts');
      await orFail(options, () => showRun(id, options));
    });
}

function logsCommand(): Command {
  return ofPlugin('logs', 'print what a run reported, as the terminal showed it')
    .argument('[id]', 'which run', 'latest')
    .option('-f, --follow', 'go on until the run has ended')
    .addHelpText(
      'after',
      '\nWith --json: the events, one a line. What the action printed itself went to the terminal, and is not kept.\n\nExample:\n  $ actionsmith runs logs latest --follow',
    )
    .action(async (id: string, options: LogsOptions) => {
      const { showRunLogs } = await import('./runs/show-run-logs.ts');
      await orFail(options, () => showRunLogs(id, options));
    });
}

function reportCommand(): Command {
  return ofPlugin('report', 'write a run as one HTML page: steps, curves, log, params, result or error')
    .argument('[id]', 'which run', 'latest')
    .option('--out <file>', "where to; default: report.html in the run's folder")
    .addHelpText(
      'after',
      '\nThe page needs no network and no other file: it can be sent to a colleague as it is. Prints where it is.\n\nExamples:\n  $ actionsmith runs report\n  $ actionsmith runs report latest --out train.html',
    )
    .action(async (id: string, options: ReportOptions) => {
      const { writeReport } = await import('./runs/write-report.ts');
      await orFail(options, () => writeReport(id, options));
    });
}

function resumeCommand(): Command {
  return ofPlugin('resume', 'go on with a run that failed, was stopped or was killed, after the last of its steps that is done')
    .usage('[id] [options] [--<param> <value> …]')
    .argument('[id]', 'which run; default: latest')
    .argument('[params...]', 'secret params, which were not kept, as options: --<param> <value>')
    .option('--params <json>', 'secret params as a JSON object')
    .option('--params-file <file>', 'secret params as a YAML or JSON file; - is stdin')
    .option('--env <NAME=value>', 'variables that were not kept, being secret; may be repeated', collectPair, [])
    .option('--quiet', 'print the result and errors only')
    .allowUnknownOption()
    .addHelpText(
      'after',
      "\nThe action, its contract, params and environment are those of the run; a step that was undone runs again. It becomes a run of its own,\nand the earlier one stays as it is; while that run goes on, and once it has succeeded, the earlier one is not resumed again. With --json: the result, or the error, as one line.\n\nExamples:\n  $ actionsmith runs resume latest\n  $ actionsmith runs resume latest --hub-password '…'",
    )
    .action(async (id: string | undefined, words: readonly string[], options: ResumeOptions, command: Command) => {
      const { resumeRun } = await import('./runs/resume-run.ts');
      const [run, rest] = id === undefined || id.startsWith('-') ? ['latest', id === undefined ? words : [id, ...words]] : [id, words];
      await orFail(options, () => resumeRun(run, rest, options, longOptions(command)));
    });
}

function pruneCommand(): Command {
  return ofPlugin('prune', 'remove old runs; never one that goes on')
    .option('--keep <count>', 'the newest so many stay')
    .option('--older-than <age>', 'only what started so long ago goes: 12h, 7d, 4w')
    .option('--dry-run', 'only say what would go')
    .addHelpText(
      'after',
      '\nOne of --keep and --older-than has to be said; with both, a run goes when both give it up.\n\nExamples:\n  $ actionsmith runs prune --keep 50\n  $ actionsmith runs prune --older-than 7d --dry-run',
    )
    .action(async (options: PruneCommandOptions) => {
      const { prune } = await import('./runs/prune.ts');
      await orFail(options, () => prune(options));
    });
}

function ofPlugin(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--json', 'print JSON');
}
