import { Option } from 'commander';

/** `--draft`, for every command that takes a schema. */
export function draftOption(): Option {
  return new Option('--draft <draft>', 'of a schema without $schema (default: 2020-12)').choices(['7', '2019-09', '2020-12']);
}
