import { findPlugin } from '../../discovery/find-plugin.ts';
import { runsFolder } from '../../history/run-folder.ts';

/** What every command about runs takes. */
export interface RunsOptions {
  readonly plugin: string;
  readonly json?: boolean;
}

/** The folder that holds the runs of the plugin. Throws PLUGIN_NOT_FOUND. */
export function runsOf({ plugin }: RunsOptions): string {
  return runsFolder(findPlugin(plugin));
}
