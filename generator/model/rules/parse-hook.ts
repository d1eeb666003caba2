import { isDeclarable } from '../../names.ts';

/** An author's function that checks what a schema cannot say. */
export interface HookModel {
  /** The module below the plugin's folder, with `/` and without ending. */
  readonly file: string;
  readonly exportName: string;
}

/** `src/validators.ts#checkAugmentations`; else what is wrong with it. */
export function parseHook(text: unknown): HookModel | string {
  if (typeof text !== 'string') return 'must be text, or a list of texts';
  const [path, name, ...more] = text.split('#');
  if (path === undefined || name === undefined || more.length > 0) return 'must be a file and an export, with # between them';
  if (!isDeclarable(name)) return `names an export ${JSON.stringify(name)}, which is no name in TypeScript`;
  const segments = path.replace(/^\.\//, '').split('/');
  if (path.startsWith('/') || segments.includes('..')) return 'leaves the plugin';
  if (!path.endsWith('.ts') || path.endsWith('.d.ts')) return 'must name a .ts file';
  if (segments.some((segment) => !/^[\w@$][\w@$.-]*$/.test(segment))) return `names a file ${JSON.stringify(path)}, which is none`;
  if (['generated', 'node_modules', 'dist'].includes(segments[0]!)) return `lies in ${segments[0]}/, which is not the author's`;
  return { file: segments.join('/').replace(/\.ts$/, ''), exportName: name };
}
