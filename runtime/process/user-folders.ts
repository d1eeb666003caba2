import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the user keeps what can be made again: $XDG_CACHE_HOME/actionsmith, else ~/.cache/actionsmith. */
export function cacheFolder(env: Environment = process.env): string {
  return join(base(env['XDG_CACHE_HOME'], '.cache'), 'actionsmith');
}

/** Where the user keeps what a program remembers: $XDG_STATE_HOME/actionsmith, else ~/.local/state/actionsmith. */
export function stateFolder(env: Environment = process.env): string {
  return join(base(env['XDG_STATE_HOME'], '.local/state'), 'actionsmith');
}

/** XDG Base Directory Specification: a path that is not absolute is to be ignored. */
function base(given: string | undefined, fallback: string): string {
  return given && isAbsolute(given) ? given : join(homedir(), fallback);
}
