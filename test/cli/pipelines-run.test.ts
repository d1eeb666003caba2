import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { installToolkit, writeIn } from '../support/make-plugin.ts';
import { readBegan, writeRelayPlugin } from '../support/relay-plugin.ts';
import { runCli } from '../support/run-cli.ts';

const folder = new TemporaryFolder();
let completed: string;

beforeAll(async () => {
  await writeRelayPlugin(join(folder.path, 'relay'), ['local', 'local', 'local']);
  installToolkit(join(folder.path, 'relay'));
  const text = `name: nightly\nplugin: relay\nactions: [a1, a2, a3]\nparams:\n  folder: ${join(folder.path, 'work')}\n`;
  writeIn(folder.path, 'nightly.yaml', text);
  writeIn(folder.path, 'gap.yaml', text.replace('a1, a2', 'a1'));
  writeIn(folder.path, 'typo.yaml', text.replace('a2', 'a22').replace('name', 'nam'));
  writeIn(folder.path, 'unknown.yaml', text.replace('a2', 'a22'));
});

afterAll(() => folder.remove());

function pipelines(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return runCli(['pipelines', ...args], { cwd: folder.path });
}

function idIn(stderr: string): string {
  return /^run (\S+)/.exec(stderr)?.[1] ?? '';
}

test('run prints the result of the last action, and what the run was is shown afterwards', async () => {
  const { code, stdout, stderr } = await pipelines('run', 'nightly.yaml');
  expect([code, JSON.parse(stdout)]).toEqual([0, { v3: 3 }]);
  completed = idIn(stderr);
  expect(stderr).toContain('✓ a3 100%, 100% of all\nCOMPLETED\n');
  expect(readBegan(join(folder.path, 'work')).map(({ action }) => action)).toEqual(['a1', 'a2', 'a3']);
});

test('a pipeline that has a gap is refused with both places, and nothing runs', async () => {
  const { code, stdout, stderr } = await pipelines('run', 'gap.yaml');
  expect([code, stdout, stderr]).toEqual([
    1,
    '',
    `error: the pipeline cannot run: a3 needs params.v2 (schemas/a3.params.json:15), and neither the pipeline's params nor the result of a1 (schemas/a1.result.json:1) holds it\n`,
  ]);
});

test('a file that is wrong is refused with every place', async () => {
  const { code, stderr } = await pipelines('run', 'typo.yaml');
  expect([code, stderr]).toEqual([
    1,
    'error: typo.yaml:1:1: pipeline.name is required; is "nam" a typing error?\ntypo.yaml:1:1: pipeline.nam is not a known field; did you mean "name"?\n',
  ]);
  const unknown = await pipelines('run', 'unknown.yaml');
  expect(unknown.stderr).toMatch(/unknown\.yaml:3:\d+: .*a22.*a2/);
});

test('resume finds the file that the run is of, and refuses a run that has completed', async () => {
  const failed = await pipelines('run', 'nightly.yaml', '--params', JSON.stringify({ folder: '/dev/null/nowhere' }));
  const id = idIn(failed.stderr);
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('a1 failed: ENOTDIR')]);
  const resumed = await pipelines('resume', id);
  expect([resumed.code, resumed.stderr]).toEqual([1, expect.stringContaining(`run ${id}`)]);
  expect((await pipelines('resume', completed)).stderr).toContain('has completed: there is nothing to resume');
});
