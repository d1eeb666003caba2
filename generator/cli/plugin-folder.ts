import { resolve } from 'node:path';
import type { Command } from 'commander';

export interface PluginFlag {
  readonly plugin?: string;
}

/** A command of one plugin takes its folder as an argument, or as `--plugin`. */
export function takesPlugin(command: Command): Command {
  return command
    .argument('[plugin]', 'the folder with config.yaml')
    .option('--plugin <folder>', 'the same, as an option (default: the folder you stand in)');
}

/** The folder, as a whole path. */
export function pluginFolder(argument: string | undefined, flags: PluginFlag): string {
  return resolve(argument ?? flags.plugin ?? '.');
}
