import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ConversionReport, getConverter } from 'actionsmith/converters';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.ts';
import { writeDmItem, writeImage, writeText } from '../support/dm-dataset.ts';

let folder: TemporaryFolder;
let source: string;
let out: string;
beforeEach(() => {
  folder = new TemporaryFolder();
  [source, out] = [join(folder.path, 'source'), join(folder.path, 'out')];
});
afterEach(() => folder.remove());

const cat = { classification: 'cat', data: [4, 3, 10, 20] };
const lines = ({ audit }: ConversionReport): string[] =>
  audit.map(({ file, outcome, reason, annotation, detail }) => [file, outcome, reason, annotation, detail].filter(Boolean).join(' | '));

/** Whatever happened, nothing is counted twice and nothing is lost. */
function addsUp({ items, annotations }: ConversionReport): void {
  expect(items.written + items.skipped).toBe(items.found);
  expect(annotations.written + annotations.skipped).toBe(annotations.found);
}

describe('an item that cannot be read is a line of the audit, and the others are converted', () => {
  test('of dm: JSON that is cut off or empty, an image that is missing or empty, and the other version', async () => {
    for (const name of ['cut', 'empty', 'good', 'hollow', 'missing', 'other']) await writeDmItem(source, '', name, { bounding_box: [cat] });
    writeText(join(source, 'json/cut.json'), '{"images": [{"bounding_box": [');
    writeText(join(source, 'json/empty.json'), '');
    writeText(join(source, 'json/other.json'), '{"annotations": {"image_1": []}}');
    writeText(join(source, 'original_files/hollow.png'), '');
    writeText(join(source, 'json/missing.json'), readFileSync(join(source, 'json/good.json'), 'utf8'));
    const { unlinkSync } = await import('node:fs');
    unlinkSync(join(source, 'original_files/missing.png'));
    const report = await getConverter('dm_v2', 'yolo').convertFolder(source, out).report();
    expect(lines(report).map((line) => line.replace(/JSON.*/, 'JSON'))).toEqual([
      'json/cut.json | skipped | ITEM_UNREADABLE | Unexpected end of JSON',
      'json/empty.json | skipped | ITEM_UNREADABLE | it is empty',
      'json/hollow.json | skipped | IMAGE_UNREADABLE | hollow.png',
      'json/missing.json | skipped | IMAGE_MISSING | original_files has no missing',
      'json/other.json | skipped | ITEM_UNREADABLE | it is dm_v1: there is `annotations`, and no `images`',
    ]);
    expect(report).toMatchObject({ items: { found: 6, written: 1, skipped: 5 }, annotations: { found: 3, written: 1, skipped: 2 } });
    expect(readdirSync(join(out, 'images'))).toEqual(['good.png']);
    addsUp(report);
  });

  test('of pascal: XML that is cut off, entities, a name that leads out, an object without a box', async () => {
    const xml = (name: string, object: string, head = ''): void =>
      writeText(join(source, `Annotations/${name}.xml`), `${head}<annotation><filename>${name}.png</filename>${object}</annotation>`);
    const box = '<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8</ymax></bndbox></object>';
    for (const name of ['bomb', 'cut', 'good', 'outside']) await writeImage(join(source, `JPEGImages/${name}.png`), 20, 10);
    xml('bomb', '<object><name>&lol;</name></object>', '<!DOCTYPE annotation [<!ENTITY lol SYSTEM "file:///etc/passwd">]>');
    writeText(join(source, 'Annotations/cut.xml'), '<annotation><object>');
    xml('good', `${box}<object><name>dog</name></object>`);
    writeText(join(source, 'Annotations/outside.xml'), `<annotation><filename>../../secret.png</filename>${box}</annotation>`);
    const report = await getConverter('pascal', 'dm_v2').convertFolder(source, out).report();
    expect(lines(report)).toEqual([
      "Annotations/bomb.xml | skipped | ITEM_UNREADABLE | Named entity isn't defined: &lol; (line 1, column 121)",
      'Annotations/cut.xml | skipped | ITEM_UNREADABLE | Missing end tag for element object (line 1, column 21)',
      'Annotations/good.xml | skipped | ANNOTATION_UNREADABLE | object 2: it has no bndbox of four numbers',
      'Annotations/outside.xml | skipped | NAME_LEAVES_FOLDER | ../../secret.png',
    ]);
    expect(report).toMatchObject({ items: { written: 1, skipped: 3 }, annotations: { found: 3, written: 1, skipped: 2 } });
    addsUp(report);
  });

  test('of yolo: lines that are none, a class that there is not, and labels without an image', async () => {
    writeText(join(source, 'dataset.yaml'), 'train: images\nval: images\nnames: [cat]\n');
    await writeImage(join(source, 'images/a.png'), 20, 10);
    await writeImage(join(source, 'images/background.png'), 20, 10);
    writeText(join(source, 'labels/a.txt'), '0 0.5 0.5 0.2 0.2\n7 0.5 0.5 0.2 0.2\n0 0.5 x 0.2 0.2\n0 0.5 0.5\n');
    writeText(join(source, 'labels/lost.txt'), '0 0.5 0.5 0.2 0.2\n');
    const report = await getConverter('yolo', 'coco').convertFolder(source, out).report();
    expect(lines(report)).toEqual([
      'labels/a.txt | skipped | CLASS_UNKNOWN | line 2: class 7, and there are 1',
      'labels/a.txt | skipped | ANNOTATION_UNREADABLE | line 3: it is no list of numbers',
      'labels/a.txt | skipped | ANNOTATION_UNREADABLE | line 4: 3 numbers are no box, no outline and no keypoints',
      'labels/lost.txt | skipped | IMAGE_MISSING | lost.txt',
    ]);
    expect(report.items).toEqual({ found: 3, written: 2, skipped: 1 });
    addsUp(report);
  });

  test('of coco: a name that leads out, a missing image, an annotation of no image and of no category', async () => {
    await writeImage(join(source, 'images/a.png'), 20, 10);
    await writeImage(join(folder.path, 'secret.png'), 20, 10);
    const [images, annotations] = [
      ['a.png', '../secret.png', '/etc/passwd', 'gone.png'].map((file_name, id) => ({ id, file_name, width: 20, height: 10 })),
      [
        { id: 1, image_id: 0, category_id: 5, bbox: [1, 2, 3, 4] },
        { id: 2, image_id: 0, category_id: 6, bbox: [1, 2, 3, 4] },
        { id: 3, image_id: 0, category_id: 5, bbox: [1, 2, 'three', 4] },
        { id: 4, image_id: 1, category_id: 5, bbox: [1, 2, 3, 4] },
        { id: 5, image_id: 99, category_id: 5, bbox: [1, 2, 3, 4] },
      ],
    ];
    writeText(join(source, 'annotations.json'), JSON.stringify({ images, annotations, categories: [{ id: 5, name: 'cat' }] }));
    const report = await getConverter('coco', 'dm_v1').convertFolder(source, out).report();
    expect(lines(report)).toEqual([
      'annotations.json | skipped | IMAGE_MISSING | 5 | image_id 99',
      'annotations.json#a.png | skipped | CLASS_UNKNOWN | 2 | no category has the id 6',
      'annotations.json#a.png | skipped | ANNOTATION_UNREADABLE | 3 | bbox is no [x, y, width, height]',
      'annotations.json#../secret.png | skipped | NAME_LEAVES_FOLDER | ../secret.png',
      'annotations.json#/etc/passwd | skipped | NAME_LEAVES_FOLDER | /etc/passwd',
      'annotations.json#gone.png | skipped | IMAGE_MISSING | gone.png',
    ]);
    expect(report).toMatchObject({ items: { found: 4, written: 1, skipped: 3 }, annotations: { found: 5, written: 1, skipped: 4 } });
    addsUp(report);
  });
});

test('a link that leads out of the dataset is refused, one within it is followed', async () => {
  for (const name of ['a', 'b', 'c']) await writeDmItem(source, '', name, { bounding_box: [cat] });
  await writeImage(join(folder.path, 'secret.png'), 5, 5);
  const originals = join(source, 'original_files');
  const { unlinkSync } = await import('node:fs');
  for (const name of ['b', 'c']) unlinkSync(join(originals, `${name}.png`));
  symlinkSync(join(folder.path, 'secret.png'), join(originals, 'b.png'));
  symlinkSync('a.png', join(originals, 'c.png'));
  symlinkSync('/etc', join(source, 'json/etc'));
  const report = await getConverter('dm_v2', 'pascal').convertFolder(source, out).report();
  expect(lines(report)).toEqual([
    'json/etc | skipped | LINK_LEAVES_FOLDER',
    'original_files/b.png | skipped | LINK_LEAVES_FOLDER',
    'json/b.json | skipped | IMAGE_MISSING | original_files has no b',
  ]);
  expect(readdirSync(join(out, 'JPEGImages'))).toEqual(['a.png', 'c.png']);
});

test('annotations of unknown tools, of no class, and of tools that the format has no place for are named one by one', async () => {
  await writeDmItem(source, '', 'a', {
    bounding_box: [
      cat,
      { classification: '', data: [1, 1, 2, 2] },
      { classification: 'cat', data: [1, 1, -2, 2] },
      { classification: 'cat', data: [100, 100, 5, 5] },
    ],
    polyline: [
      {
        classification: 'cat',
        data: [
          [1, 1],
          [2, 2],
        ],
      },
    ],
    lasso: [{ classification: 'cat', data: [] }],
    keypoint: [{ classification: 'nose', data: [1, 1] }],
  });
  const report = await getConverter('dm_v2', 'yolo').convertFolder(source, out).report();
  expect(lines(report)).toEqual([
    'json/a.json | skipped | ANNOTATION_UNREADABLE | bounding_box-2 | bounding_box[2]: data is no [x, y, width, height]',
    'json/a.json | skipped | UNKNOWN_TOOL | lasso-0',
    'json/a.json | skipped | TOOL_NOT_HELD | polyline-0',
    'json/a.json | skipped | KEYPOINT_UNGROUPED | keypoint-0',
    'json/a.json | skipped | CLASS_MISSING | bounding_box-1',
    'json/a.json | skipped | OUTSIDE_IMAGE | bounding_box-3',
  ]);
  expect(report.annotations).toEqual({ found: 7, written: 1, lossy: 0, skipped: 6 });
  expect(readFileSync(join(out, 'audit.jsonl'), 'utf8').split('\n').slice(0, 1)).toEqual([JSON.stringify(report.audit[0])]);
});

describe('what is no dataset is one error that names the file', () => {
  test('JSON of coco that is cut off', async () => {
    writeText(join(source, 'annotations.json'), '{"images": [{"id": 1, "file_name": "a.png"}], "annotations": [{"id"');
    expect(await fails('coco')).toMatch(/^…\/source\/annotations\.json: .*JSON/);
  });

  test('a config of yolo that makes no sense', async () => {
    mkdirSync(join(source, 'images'), { recursive: true });
    writeText(join(source, 'data.yaml'), 'names: 3\n');
    expect(await fails('yolo')).toBe('…/source/data.yaml: names is neither a list of classes nor a map from 0 on');
  });

  test('a folder without what makes the format', async () => {
    mkdirSync(source);
    expect(await fails('dm_v2')).toBe('…/source: this is no dataset of dm_v2: there is no json');
    expect(await fails('pascal')).toBe('…/source: this is no dataset of pascal: there is no Annotations, and no annotations');
    expect(readdirSync(folder.path)).toEqual(['source']);
  });

  test('an output within the source, or one that is there', async () => {
    await writeDmItem(source, '', 'a', {});
    const converter = getConverter('dm_v2', 'yolo');
    await expect(converter.convertFolder(source, join(source, 'yolo')).report()).rejects.toMatchObject({ code: 'OUTPUT_REFUSED' });
    writeText(join(out, 'mine.txt'), 'mine');
    await expect(converter.convertFolder(source, out).report()).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
    expect(readdirSync(out)).toEqual(['mine.txt']);
    await converter.convertFolder(source, out, { overwrite: true }).report();
    expect(readdirSync(out).toSorted()).toEqual(['classes.txt', 'dataset.yaml', 'images', 'labels']);
    expect(readdirSync(folder.path).toSorted()).toEqual(['out', 'source']);
  });
});

/** The message of the error, without the temporary folder. */
async function fails(from: 'coco' | 'yolo' | 'dm_v2' | 'pascal'): Promise<string> {
  const conversion =
    from === 'dm_v2' ? getConverter(from, 'yolo').convertFolder(source, out) : getConverter(from, 'dm_v2').convertFolder(source, out);
  return conversion.report().then(
    () => 'converted',
    (error: Error) => error.message.replaceAll(folder.path, '…'),
  );
}
