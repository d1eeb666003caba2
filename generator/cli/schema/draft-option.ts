import { InvalidArgumentError, Option } from 'commander';

/** `--draft`, for every command that takes a schema. */
export function draftOption(): Option {
  return new Option('--draft <draft>', 'of a schema without $schema (default: 2020-12)').choices([
    '4',
    '7',
    '2019-09',
    '2020-12',
    'openapi-3.0',
  ]);
}

/** `--map <uri-prefix>=<folder>`, as often as needed: prefix to folder. */
export function mapOption(): Option {
  const note = 'URIs that start so stand for the files of this folder (may be repeated)';
  return new Option('--map <uri-prefix=folder>', note).argParser((text: string, before: readonly SchemaMapping[] = []) => {
    const at = text.lastIndexOf('=');
    if (at < 1 || !URL.canParse(text.slice(0, at))) throw new InvalidArgumentError('It is written as https://example.org/schemas/=folder');
    return [...before, { prefix: text.slice(0, at), folder: text.slice(at + 1) }];
  });
}

/** `--root`, where references lead out of the schema's own folder. */
export function rootOption(): Option {
  return new Option('--root <folder>', "the folder that references may not leave (default: the schema's own)");
}

export interface SchemaMapping {
  readonly prefix: string;
  readonly folder: string;
}
