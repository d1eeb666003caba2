import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packFolder } from '../../runtime/archives/pack-folder.ts';
import type { Backend, ItemOf } from '../../runtime/backend/index.ts';
import { makeFolder } from './make-plugin.ts';

/** A model whose archive has these files: path → content. */
export async function storeModel(
  backend: Backend,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<ItemOf<'models'>> {
  const folder = makeFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'in', path)), { recursive: true });
    writeFileSync(join(folder, 'in', path), content);
  }
  const archive = join(folder, `${name}.zip`);
  await packFolder(join(folder, 'in'), archive);
  return storeFile(backend, name, archive);
}

/** A model whose file is this one, as it is. */
export async function storeFile(backend: Backend, name: string, path: string): Promise<ItemOf<'models'>> {
  const upload = await backend.upload(path);
  return backend.models.create({ name, chunked_upload: upload.id });
}
