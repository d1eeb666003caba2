import type { Command } from 'commander';

/** The names of a command's options without dashes, for suggestions. */
export function longOptions(command: Command): string[] {
  return command.options.flatMap((option) => option.long?.slice(2) ?? []);
}
