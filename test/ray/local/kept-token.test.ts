import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { processTree } from '../../../runtime/process/process-tree.ts';
import { keptToken } from '../../../runtime/ray/local/cluster-state.ts';
import { makePlugin } from '../../support/make-plugin.ts';

const STATE = { process: processTree(process.pid)[0]!, tempDir: '/tmp/asr-x', dashboardUrl: 'http://127.0.0.1:8265', rayVersion: '2.60.0' };

beforeEach(() => {
  vi.stubEnv('XDG_STATE_HOME', makePlugin({ 'actionsmith/cluster.json': STATE, 'actionsmith/cluster.token': 'the-token\n' }));
});
afterEach(() => vi.unstubAllEnvs());

test.each(['http://127.0.0.1:8265', 'http://localhost:8265'])('%s is the cluster of this machine, and gets its token', (url) => {
  expect(keptToken(url)).toBe('the-token');
});

test('a cluster whose process has ended gives its token to nobody', () => {
  const dead = { ...STATE, process: { ...STATE.process, start: 'another time' } };
  vi.stubEnv('XDG_STATE_HOME', makePlugin({ 'actionsmith/cluster.json': dead, 'actionsmith/cluster.token': 'the-token\n' }));
  expect(keptToken(STATE.dashboardUrl)).toBeUndefined();
});

test.each(['http://127.0.0.1:8266', 'http://gateway.example:8265', 'https://example.com', 'http://127.0.0.1.example.com:8265'])(
  '%s is another cluster, and does not get it',
  (url) => {
    expect(keptToken(url)).toBeUndefined();
  },
);
