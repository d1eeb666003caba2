import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { ActionsmithError } from '../../../runtime/errors.ts';
import { literal, plainWords } from '../../emit/code.ts';
import { render } from '../../emit/render.ts';
import { packageRoot, packageVersion } from '../../package-version.ts';
import { TEMPLATES, type TemplateName } from './templates.ts';

/** Writes a template into a folder and returns the paths, sorted. Nothing is written when one of the files is there already. */
export async function writePlugin(folder: string, template: TemplateName): Promise<string[]> {
  const files = Object.entries(TEMPLATES[template].files);
  const taken = files.map(([path]) => path).filter((path) => existsSync(join(folder, path)));
  if (taken.length > 0) {
    const message = `${folder} already has ${taken.join(', ')}; nothing was written. Choose another folder, or move them away.`;
    throw new ActionsmithError(message, { code: 'FOLDER_NOT_EMPTY' });
  }
  const view = describePlugin(folder);
  for (const [path, print] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof print === 'function' ? render(print, view) : print, { flag: 'wx' });
  }
  return files.map(([path]) => path).toSorted();
}

function describePlugin(folder: string) {
  const name = basename(folder).toLowerCase();
  const code = (plainLetters(name).match(/[a-z0-9]+/g) ?? ['my', 'plugin']).join('_').replace(/^(?=\d)/, 'p');
  const title = (name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['my', 'plugin']).map(capitalise).join(' ');
  return {
    name: literal(title),
    title: plainWords(title),
    code: literal(code),
    packageName: literal(code.replaceAll('_', '-')),
    toolkit: literal(toolkitRange(folder)),
  };
}

/** `größe` → `große`: a code has the letters of English only, so that what can be kept of a letter is. */
function plainLetters(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

function capitalise(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}

/** Where the plugin gets the toolkit: the version that made it, or the checkout when it was made from one. */
function toolkitRange(folder: string): string {
  const root = packageRoot();
  const isInstalled = root.includes(`${join('/', 'node_modules', '/')}`);
  return isInstalled ? `^${packageVersion()}` : `file:${relative(folder, root)}`;
}
