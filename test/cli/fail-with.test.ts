import { RayError } from 'actionsmith';
import { afterEach, expect, test, vi } from 'vitest';
import { failWith } from '../../runtime/cli/fail-with.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

function printed(error: unknown, json: boolean): string {
  let text = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((part) => Boolean((text += String(part))));
  failWith(error, { json });
  vi.restoreAllMocks();
  return text;
}

test.each([true, false])('a command shows no secret of its environment, and lets no text take over the terminal (JSON: %s)', (json) => {
  vi.stubEnv('CLUSTER_TOKEN', 'env-secret-1');
  const cause = new Error(`with ${Buffer.from('env-secret-1').toString('base64')}`);
  const text = printed(new RayError('refused env-secret-1\u001B[2J\u2028\nsecond line', { cause }), json);
  for (const hidden of ['env-secret-1', 'ZW52LXNlY3JldC0x', '\u001B', '\u2028']) expect(text).not.toContain(hidden);
  expect(text.trimEnd().split('\n')).toEqual(
    json
      ? [expect.stringContaining('"message":"refused [REDACTED]\\u001b[2J\\u2028\\nsecond line"')]
      : ['error: refused [REDACTED]\\u001b[2J\\u2028', 'second line'],
  );
});
