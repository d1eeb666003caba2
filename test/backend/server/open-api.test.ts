import { mkdirSync } from 'node:fs';
import { openBackendServer } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';

interface Document {
  readonly paths: Record<string, Record<string, { readonly summary: string }>>;
  readonly components: { readonly schemas: Record<string, object> };
}

test('the server describes its routes, each with the schemas that check it, and every reference leads somewhere', async () => {
  const folder = new TemporaryFolder();
  mkdirSync(folder.path, { recursive: true });
  const server = await openBackendServer({ folder: `${folder.path}/b` });
  try {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document;
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/models/',
        '/jobs/{id}/',
        '/jobs/{id}/tail_console_logs/',
        '/chunked_upload/{id}/',
        '/sdk/tasks/data/',
        '/logs/',
      ]),
    );
    expect(document.paths['/models/']).toMatchObject({
      get: { parameters: expect.arrayContaining([{ name: 'plugin', in: 'query', schema: { type: 'string' } }]) },
      post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/model-create' } } } } },
    });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    const lost = references.filter(
      (path) =>
        path.split('/').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document) === undefined,
    );
    expect(references.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  } finally {
    await server.close();
    folder.remove();
  }
});
