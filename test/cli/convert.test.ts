import { existsSync, linkSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { writeDmDataset, writeDmItem } from '../support/dm-dataset.ts';
import { TOOLKIT } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';

const folder = new TemporaryFolder();
const inFolder = { cwd: folder.path };
beforeAll(() => writeDmDataset(join(folder.path, 'dm')));
afterAll(() => folder.remove());

test('the format of the source is guessed, progress goes to stderr, and what came of it to stdout', async () => {
  const { code, stdout, stderr } = await runCli(['convert', 'dm', '--to', 'pascal', '--out', 'voc'], inFolder);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'dm_v2 to pascal: 4 images; 5 annotations, 1 of them reduced, 3 left out',
    '  2 x TOOL_NOT_HELD: the format has no place for this tool',
    '  1 x POLYGON_AS_BOX: the polygon became the box around it',
    '  1 x GROUP_NOT_HELD: the format has no place for such a group',
    `folder: ${join(folder.path, 'voc')}`,
    `every one of them: ${join(folder.path, 'voc/audit.jsonl')}`,
    '',
  ]);
  expect(stderr).toContain('convert 100% (4/4)');
  const back = await runCli(
    ['convert', 'voc', '--to', 'coco', '--out', 'coco', '--class-map', 'cat=animal', '--class-map', 'dog=animal', '--json'],
    inFolder,
  );
  expect(JSON.parse(back.stdout)).toMatchObject({ source: 'pascal', target: 'coco', classes: ['animal', 'person'], items: { written: 4 } });
});

test('a zip of a dataset is as good as its folder', async () => {
  execFileSync('python3', ['-c', 'import shutil; shutil.make_archive("packed", "zip", ".", "dm")'], inFolder);
  const { code, stdout } = await runCli(['convert', 'packed.zip', '--to', 'yolo', '--out', 'from-zip', '--classes', 'dog'], inFolder);
  expect({ code, first: stdout.split('\n')[0] }).toEqual({
    code: 0,
    first: 'dm_v2 to yolo: 4 images; 3 annotations, 2 of them reduced, 5 left out',
  });
  expect(readFileSync(join(folder.path, 'from-zip/classes.txt'), 'utf8')).toBe('dog\n');
});

describe('what cannot be done is one line', () => {
  test.each([
    [['dm', '--to', 'yollo', '--out', 'x'], 2, 'error: "yollo" is no format of datasets; did you mean yolo?'],
    [['dm', '--to', 'yolo', '--out', 'x', '--task', 'boxes'], 2, 'error: --task takes detect, segment, pose (got "boxes")'],
    [['nowhere', '--to', 'yolo', '--out', 'x'], 1, 'error: nowhere: there is no such file or folder'],
    [['dm', '--from', 'coco', '--to', 'dm_v2', '--out', 'x'], 1, /^error: .*dm: this is no dataset of coco: there is no annotations\.json/],
    [
      ['dm', '--to', 'yolo', '--out', 'dm/yolo'],
      1,
      'error: dm/yolo: the converted dataset cannot be within the one that it is made from, or around it',
    ],
  ] as const)('%j', async (args, code, message) => {
    const finished = await runCli(['convert', ...args], inFolder);
    expect(finished.code).toBe(code);
    expect(finished.stderr.split('\n')[0]).toMatch(message);
    expect(existsSync(join(folder.path, 'x'))).toBe(false);
  });
});

test('nothing converted is a failure', async () => {
  await writeDmItem(join(folder.path, 'hollow'), '', 'a', {});
  execFileSync('rm', [join(folder.path, 'hollow/original_files/a.png')]);
  const { code, stdout } = await runCli(['convert', 'hollow', '--to', 'yolo', '--out', 'hollow-yolo'], inFolder);
  expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 1, first: 'dm_v2 to yolo: 0 images, 1 left out; 0 annotations' });
});

test('Ctrl-C leaves nothing', async () => {
  const many = join(folder.path, 'many');
  await writeDmItem(many, '', 'a', {});
  for (let at = 0; at < 2000; at++)
    for (const name of ['json/a.json', 'original_files/a.png']) linkSync(join(many, name), join(many, name.replace('/a', `/b${at}`)));
  const before = readdirSync(folder.path);
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), 'convert', 'many', '--to', 'yolo', '--out', 'many-yolo'], inFolder);
  let stderr = '';
  let isAsked = false;
  for await (const text of child.stderr.setEncoding('utf8')) {
    stderr += text as string;
    if (!isAsked && stderr.includes('convert 10%')) isAsked = child.kill('SIGINT');
  }
  if (child.exitCode === null) await once(child, 'exit');
  expect({ code: child.exitCode, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
    code: 1,
    last: 'error: the conversion was cancelled; nothing of it is left',
  });
  expect(readdirSync(folder.path)).toEqual(before);
});
