import { expect, test } from 'vitest';
import { compileTogether } from './compile-together.ts';
import { judgeDocuments } from './judge-documents.ts';
import { makeSchema, type Made } from './make-schema.ts';
import { mutate } from './mutate.ts';
import type { RealSchema } from './real-schema.ts';

// What `npm run test:real` does with two hundred schemas, for some that are installed anyway.
const installed: readonly RealSchema[] = [
  { schema: 'oxfmt/configuration_schema.json', accepts: ['./.oxfmtrc.json'] },
  { schema: 'ajv/dist/refs/json-schema-draft-07.json', accepts: ['oxfmt/configuration_schema.json'] },
  { schema: './schemas/meta/draft-04.json', accepts: ['./schemas/meta/draft-04.json'] },
  { schema: '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' },
];

test('real schemas become types and validators that take their documents and agree with plain ajv on changed ones', async () => {
  const made: Made[] = [];
  const documents: (readonly unknown[])[] = [];
  for (const real of installed) {
    const one = await makeSchema(real);
    const judged = await judgeDocuments(real, one.accepts);
    expect(judged.faults).toEqual([]);
    if (judged.documents.length > 0) expect(judged.refusedMutants).toBeGreaterThan(0);
    made.push(one);
    documents.push(judged.documents);
  }
  const modules = made.map(({ types, module }, at) => ({ types, module, documents: documents[at]! }));
  expect([...(await compileTogether(modules))]).toEqual([]);
  const wrong = { types: made[0]!.types, module: made[0]!.module, documents: [{ printWidth: 'wide' }] };
  expect([...(await compileTogether([wrong])).keys()]).toEqual([0]); // it does look
}, 60_000);

test('a document is changed in one place, in the same way each time', () => {
  const document = { name: 'a', tags: ['b', 'c'] };
  expect(mutate(document, 5, 3)).toEqual(mutate(document, 5, 3));
  expect(document).toEqual({ name: 'a', tags: ['b', 'c'] });
  expect(new Set(mutate(document, 40, 3).map((value) => JSON.stringify(value))).size).toBeGreaterThan(15);
});
