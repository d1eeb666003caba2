/** Guide: Module Reference. Converters: `FromDMConverter`, `ToDMConverter`, `get_converter`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FromDMConverter, getConverter, ToDMConverter } from 'actionsmith/converters';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { writeDmDataset } from '../support/dm-dataset.ts';

const folder = new TemporaryFolder();
const dataset = join(folder.path, 'dm_dataset');
beforeAll(() => writeDmDataset(dataset));
afterAll(() => folder.remove());

test('a dataset of dm is converted to yolo, with its splits, and back', async () => {
  const [yolo, dm] = [join(folder.path, 'yolo'), join(folder.path, 'dm')];
  const converter = getConverter('dm_v2', 'yolo', { categorized: true });
  expect(converter).toBeInstanceOf(FromDMConverter);
  const { config } = await converter.convertFolder(dataset, yolo).report();
  expect(config).toBe(join(yolo, 'dataset.yaml'));

  const back = getConverter('yolo', 'dm_v1');
  expect(back).toBeInstanceOf(ToDMConverter);
  await back.convertFolder(yolo, dm).report();
  expect(['train/json/a.json', 'train/original_files/a.png', 'valid/json/c.json'].filter((name) => !existsSync(join(dm, name)))).toEqual(
    [],
  );
});

test('a single item is converted without a file', () => {
  const converter = getConverter('yolo', 'dm_v2', { classes: ['person', 'car'] });
  const { item } = converter.convertItem('1 0.5 0.5 0.25 0.5\n', { fileName: 'street.jpg', width: 640, height: 480 });
  expect(item.images[0]['bounding_box']).toMatchObject([{ classification: 'car', attrs: [], data: [240, 120, 160, 240] }]);
});

test('a pair that there is no converter for is an error that says why', () => {
  expect(() => getConverter('imagefolder' as never, 'dm_v2')).toThrow('imagefolder cannot be read: it names no objects');
  expect(() => getConverter('dm_v2', 'yollo' as never)).toThrow('"yollo" is no format of datasets; did you mean yolo?');
});
