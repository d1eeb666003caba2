import { InvalidArgumentError, Option } from 'commander';

/** `--timings`: true, `json`, or a file. A word without this ending is rather the plugin, which would be taken for the file. */
export function timingsOption(): Option {
  return new Option(
    '--timings [file]',
    'print how long each phase took; =json prints a report, =<file>.json writes it (schemas/timings-report.schema.json)',
  ).argParser((text: string) => {
    if (text === 'json' || text.endsWith('.json')) return text;
    throw new InvalidArgumentError('It is --timings, --timings=json or --timings=<file>.json; the folder of the plugin goes before it.');
  });
}
