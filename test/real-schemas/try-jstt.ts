import { compile } from 'json-schema-to-typescript';
import { dirname } from 'node:path';
import { splitPlace } from '../../generator/cli/schema/split-place.ts';
import { readDocument } from './read-document.ts';
import { locate, type RealSchema } from './real-schema.ts';

const LONGEST_MS = 20_000;

/** How many milliseconds json-schema-to-typescript takes for types alone, or why it makes none. It may read files beside the schema, and no network. */
export async function tryJstt({ schema }: RealSchema): Promise<number | string> {
  const [file, pointer] = splitPlace(locate(schema));
  const document = structuredClone(readDocument(file));
  const root = (pointer === '' ? document : { ...(document as object), $ref: `#${pointer}` }) as Parameters<typeof compile>[0];
  const start = performance.now();
  try {
    const made = compile(root, 'Root', { cwd: `${dirname(file)}/`, format: false, $refOptions: { resolve: { http: false } } });
    const text = await Promise.race([made, timeout()]);
    if (!/export (interface|type) /.test(text)) return 'no type at all';
    return Math.round(performance.now() - start);
  } catch (error) {
    return `fails: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`;
  }
}

function timeout(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('too slow')), LONGEST_MS).unref());
}
