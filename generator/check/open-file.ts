import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suggest } from '../../runtime/validation/suggest.ts';
import type { LocatedDocument } from '../read/located-document.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { listFiles } from './list-files.ts';

/** The document that a path in the contract names; paths start at the plugin's folder. Undefined after reporting why there is none. */
export function openFile(path: string, spot: Spot, context: CheckContext): LocatedDocument | undefined {
  const { root } = context.files;
  const [file, fragment] = path.split('#', 2);
  if (fragment !== undefined) return void context.report('CONTRACT_FILE_KIND', { path }, spot, `write { $ref: ${JSON.stringify(path)} }`);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || isAbsolute(path)) return void context.report('CONTRACT_FILE_OUTSIDE', { path }, spot);
  if (!/\.(json|ya?ml)$/.test(path)) return void context.report('CONTRACT_FILE_KIND', { path }, spot);
  const found = context.files.open(pathToFileURL(join(root, file ?? '')).href);
  if (typeof found !== 'string') return found;
  if (found === 'outside') context.report('CONTRACT_FILE_OUTSIDE', { path }, spot);
  if (found === 'missing') {
    const near = suggest(path, listFiles(root, /\.(json|ya?ml)$/));
    context.report('CONTRACT_FILE_MISSING', { path }, spot, near && `did you mean ${JSON.stringify(near)}?`);
  }
  return undefined;
}
