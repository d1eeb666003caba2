import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { KeptFile } from '../history/keep-files.ts';
import type { RunContent } from '../history/read-run.ts';
import { RUN_FILES } from '../history/run-folder.ts';
import { formatBytes } from './format-number.ts';
import { markup, type Html } from './html.ts';
import { shortenPath } from './shorten-path.ts';

const LARGEST_PICTURE = 512 * 1024;
const LARGEST_PICTURES = 4 * 1024 * 1024;
/** As data they are inert: a picture runs no script. */
const PICTURES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

/** The files that the run named, and the pictures among them. */
export function keptFiles({ files, folder, plugin }: RunContent & { readonly plugin: string }): Html {
  let room = LARGEST_PICTURES;
  const pictures = files.flatMap((file) => {
    const source = pictureOf(file, folder, room);
    if (source === undefined) return [];
    room -= source.length;
    return [
      markup`<figure>
        <img src="${source}" alt="${file.event}: ${file.path}" />
        <figcaption>${file.event} <span class="quiet">${shortenPath(file.path, plugin)}</span></figcaption>
      </figure>`,
    ];
  });
  return markup`<div class="scroll">
      <table class="files">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Named by</th>
            <th scope="col" class="number">Size</th>
            <th scope="col">Kept as</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          ${files.map(
            ({ path, event, bytes, kept, copy, sha256 }) =>
              markup`<tr>
                <th scope="row">${shortenPath(path, plugin)}</th>
                <td>${event}</td>
                <td class="number">${bytes === undefined ? '–' : formatBytes(bytes)}</td>
                <td>${copy === undefined ? kept : markup`<code>files/${copy}</code>`}</td>
                <td><code>${sha256 === undefined ? '–' : sha256.slice(0, 16)}</code></td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${pictures.length > 0 && markup`<div class="pictures">${pictures}</div>`}`;
}

function pictureOf({ kept, copy, bytes = 0 }: KeptFile, folder: string, room: number): string | undefined {
  const type = copy === undefined ? undefined : PICTURES[extname(copy).toLowerCase()];
  if (type === undefined || kept !== 'copied' || bytes > Math.min(LARGEST_PICTURE, room * 0.7) || !/^[\w.-]+$/.test(copy!))
    return undefined;
  try {
    return `data:${type};base64,${readFileSync(join(folder, RUN_FILES.files, copy!)).toString('base64')}`;
  } catch {
    return undefined; // somebody removed it
  }
}
