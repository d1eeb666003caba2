import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../../generator/check/parse-duration.ts';
import { parseEntrypoint } from '../../../generator/check/parse-entrypoint.ts';
import { parseSize } from '../../../generator/check/parse-size.ts';

describe('an entry point', () => {
  test.each([
    ['src/actions/train:TrainAction', 'src/actions/train', 'TrainAction'],
    ['./src/actions/train.ts:TrainAction', 'src/actions/train', 'TrainAction'],
    ['my_plugin.actions:TrainAction', 'actions', 'TrainAction'],
    ['my_plugin.actions.train:TrainAction', 'actions/train', 'TrainAction'],
    ['plugin.train.TrainAction', 'plugin/train', 'TrainAction'],
    ['my_plugin:Main', 'my_plugin', 'Main'],
    ['train:TrainAction', 'train', 'TrainAction'],
    ['src/my.file:$Action_1', 'src/my.file', '$Action_1'],
  ])('%s', (text, file, className) => {
    expect(parseEntrypoint(text, 'my-plugin')).toEqual({ ok: true, value: { file, className } });
  });

  test.each([
    ['', 'is empty'],
    ['train', 'names no class'],
    ['src/train', 'names no class'],
    ['src/train:', 'names a class "", which is no name in TypeScript'],
    ['src/train:1st', 'names a class "1st", which is no name in TypeScript'],
    ['src/train:default', 'names a class "default", which is no name in TypeScript'],
    ['../train:T', 'leaves the plugin'],
    ['src/../../train:T', 'leaves the plugin'],
    ['/train:T', 'leaves the plugin'],
    ['src//train:T', 'names a file "src//train", which is none'],
    [`src/'+evil()+':T`, `names a file "src/'+evil()+'", which is none`],
    ['generated/train/action:T', "lies in generated/, which is not the author's"],
  ])('%s is refused', (text, problem) => {
    expect(parseEntrypoint(text, 'my-plugin')).toMatchObject({ ok: false, problem });
  });
});

test.each([
  ['500ms', 500],
  ['1.5s', 1_500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['0s', undefined],
  ['0.1ms', undefined],
  ['25d', undefined],
  ['5 s', undefined],
  ['-5s', undefined],
  ['5', undefined],
  ['', undefined],
])('the time %s is %s milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  [1024, 1024],
  ['512B', 512],
  ['1KB', 1_000],
  ['1KiB', 1_024],
  ['1.5 GiB', 1_610_612_736],
  ['4GiB', 4_294_967_296],
  ['2TB', 2_000_000_000_000],
  [0, undefined],
  [1.5, undefined],
  ['0GB', undefined],
  ['4G', undefined],
  ['9999999999TiB', undefined],
])('the size %s is %s bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
