import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { cacheFolder, stateFolder } from '../../runtime/process/user-folders.ts';

test.each([
  [{}, `${homedir()}/.cache/actionsmith`, `${homedir()}/.local/state/actionsmith`],
  [{ XDG_CACHE_HOME: '/c', XDG_STATE_HOME: '/s' }, '/c/actionsmith', '/s/actionsmith'],
  [{ XDG_CACHE_HOME: 'relative', XDG_STATE_HOME: '' }, `${homedir()}/.cache/actionsmith`, `${homedir()}/.local/state/actionsmith`],
])('with %j, cache and state are where the user wants them', (env, cache, state) => {
  expect(cacheFolder(env)).toBe(cache);
  expect(stateFolder(env)).toBe(state);
});
