import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor } from 'actionsmith';
import { BaseUploadAction, type UploadParamsInput, type UploadResult } from 'actionsmith/actions/upload';
import { type Backend, openEmbeddedBackend } from 'actionsmith/backend';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { recordEvents } from '../../support/record-events.ts';
import { createCollection, fill, stateOf } from '../../support/upload-folder.ts';

const data = new TemporaryFolder();
let client: Backend;
let data_collection: number;
beforeAll(async () => {
  client = await openEmbeddedBackend(join(data.path, 'backend'));
  data_collection = await createCollection(client);
});
afterAll(async () => {
  await client.close();
  data.remove();
});

class Upload extends BaseUploadAction<UploadParamsInput, UploadResult> {}

function upload(path: string, more: Partial<UploadParamsInput> = {}, logger = recordEvents().logger): Promise<UploadResult> {
  return new LocalExecutor({ client, logger }).execute(Upload, { name: 'animals', path, data_collection, ...more });
}

test('what cannot be taken is left out, each with its reason; the rest goes up, and the counts add up', async () => {
  const path = fill(makeFolder(), {
    'ape.jpg': 'left-out ape',
    'ape.json': '{"class": "ape", "boxes": [[1, 2',
    'bee.json': '{"class":"bee"}',
    'cat.jpg': '',
    'dog.jpg': 'left-out dog',
    'dog.png': 'left-out dog as png',
    'eel.docx': 'eel',
    '.hidden.jpg': 'hidden',
    'fox\\..\\fox.jpg': 'fox',
  });
  symlinkSync(join(path, 'ape.jpg'), join(path, 'gnu.jpg'));
  mkdirSync(join(path, '.git'));
  writeFileSync(join(path, '.git/config.json'), '{}');
  const { logger, events } = recordEvents();
  const result = await upload(path, {}, logger);
  expect(result).toMatchObject({ uploaded_count: 2, existing_count: 0, rejected_count: 9, data_unit_count: 2, status: 'partial' });
  const reasons = Object.fromEntries(result.rejected!.map(({ file, reason }) => [file.slice(path.length + 1), reason]));
  expect(reasons).toEqual({
    'ape.json': expect.stringMatching(/^its JSON /),
    'bee.json': 'its data unit "bee" has no file for "image", which it must have',
    'cat.jpg': 'it is empty',
    [Object.keys(reasons).find((name) => name.startsWith('dog'))!]: 'a newer file is the image of "dog"',
    'eel.docx': 'the collection takes no .docx files',
    '.hidden.jpg': 'it is hidden',
    '.git': 'it is hidden',
    'fox\\..\\fox.jpg': 'its name must not have a backslash or a control character',
    'gnu.jpg': 'it is a link: put a copy in its place',
  });
  const said = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
  expect(said.filter((text) => text.includes(' is left out: '))).toHaveLength(9);
});

test.each<readonly [string, Readonly<Record<string, string>>, Partial<UploadParamsInput>, RegExp]>([
  ['no files', {}, {}, /there are no files in ".*" of this machine$/],
  ['nothing that is sound', { 'cat.jpg': '' }, {}, /cannot upload the only file that was found: .*cat\.jpg: it is empty$/],
  ['a folder that is not there', {}, { path: '/nowhere/at-all' }, /cannot read \/nowhere\/at-all: there is no such file or folder$/],
  [
    'a cell that is far too long',
    { 'cat.jpg': 'c', 'meta.csv': `file,note\ncat,${'x'.repeat(40_000)}\n` },
    { excel_metadata_path: 'meta.csv' },
    /metadata .*meta\.csv line 2 has a cell of 40000 characters in column "note": at most 32767 are read$/,
  ],
  [
    'a quote that nobody closes',
    { 'cat.jpg': 'c', 'meta.csv': `file,note\ncat,"${'x'.repeat(9_000_000)}\n` },
    { excel_metadata_path: 'meta.csv' },
    /metadata .*meta\.csv line 2 has a row of more than 8388608 characters: is a quote missing\?$/,
  ],
  [
    'a row that leads out of the folder',
    { 'cat.jpg': 'c', 'meta.csv': 'file,note\n../cat.jpg,x\n' },
    { excel_metadata_path: 'meta.csv' },
    /metadata .*meta\.csv line 2 names "\.\.\/cat\.jpg", which leads out of the folder$/,
  ],
  [
    'a workbook that is none',
    { 'cat.jpg': 'c', 'meta.xlsx': 'no zip' },
    { excel_metadata_path: 'meta.xlsx' },
    /metadata .*meta\.xlsx cannot be read as an Excel workbook: /,
  ],
  [
    'metadata that is not there',
    { 'cat.jpg': 'c' },
    { excel_metadata_path: 'meta.csv' },
    /metadata .*meta\.csv cannot be read: there is no such file or folder$/,
  ],
  ['a collection that is not there', { 'cat.jpg': 'c' }, { data_collection: 99 }, /data-collection/],
  [
    'a specification that the collection has not',
    { 'cat.jpg': 'c' },
    { use_single_path: false, assets: { imago: { path: '.' } } },
    /has no file specification "imago", which params\.assets names; did you mean "image"\?$/,
  ],
])('%s is one clear error, and nothing is uploaded', async (_, files, params, message) => {
  const before = await stateOf(client);
  const path = fill(makeFolder(), files);
  const assets = params.assets && { assets: { imago: { path } } };
  await expect(upload(path, { ...params, ...assets })).rejects.toThrow(message);
  expect(await stateOf(client)).toEqual(before);
});

test('an Excel workbook says of each data unit what its row says; no formula is computed', async () => {
  const path = fill(makeFolder(), { 'owl.jpg': 'owl in excel' });
  writeFileSync(
    join(path, 'meta.xlsx'),
    workbook(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>file</t></is></c><c r="B1" t="inlineStr"><is><t>count</t></is></c><c r="C1" t="inlineStr"><is><t>sum</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>owl.jpg</t></is></c><c r="B2"><v>3</v></c><c r="C2"><f>B2*1000</f><v>7</v></c></row>',
    ),
  );
  await upload(path, { excel_metadata_path: 'meta.xlsx' });
  const { items } = await client.dataUnits.list({ data_collection, ordering: '-id', page_size: 1 });
  expect(items[0]!.meta).toMatchObject({ count: 3, sum: 7, origin_file_stem: 'owl', origin_file_extension: '.jpg' });
});

test('a workbook with a cell in the last corner of its sheet is refused before it fills the memory', async () => {
  const path = fill(makeFolder(), { 'owl.jpg': 'owl' });
  writeFileSync(join(path, 'meta.xlsx'), workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'));
  await expect(upload(path, { excel_metadata_path: 'meta.xlsx' })).rejects.toThrow(
    /meta\.xlsx has a cell in row 1048576 or column 16384: at most 5000000 cells are read$/,
  );
});

function text(xml: string): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
}

/** The least that a workbook has (ECMA-376). */
function workbook(rows: string): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zipSync({
    '[Content_Types].xml': text(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': text(
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': text(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="one" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': text(
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': text(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  });
}

test('a storage is read like a folder, and is as it was afterwards', async () => {
  const location = fill(makeFolder(), { 'in/image/cow.jpg': 'storage cow', 'in/label/cow.json': '{}', 'else.jpg': 'no' });
  for (const configuration of [{ location }, { location: `file://${location}` }]) {
    const { id: storage } = await client.storages.create({ name: 's', category: 'external', provider: 'file_system', configuration });
    const result = await upload('./in/', { storage });
    expect(result).toMatchObject({ rejected_count: 0, data_unit_count: 1 });
    expect(result.uploaded_count + result.existing_count!).toBe(2);
    await expect(upload('../', { storage })).rejects.toThrow(/must not have \. or \.\. as a part/);
  }
  expect(readFileSync(join(location, 'in/image/cow.jpg'), 'utf8')).toBe('storage cow');
});
