import { isDeclarable } from '../names.ts';
import type { Entrypoint } from './checked-contract.ts';

export type ParsedEntrypoint =
  | { readonly ok: true; readonly value: Entrypoint }
  | { readonly ok: false; readonly problem: string; readonly suggestion?: string };

/**
 * `src/actions/train:TrainAction`, or as a Python module `my_plugin.actions:TrainAction` (dots are folders, a leading plugin code is dropped),
 * or with a dot for the colon. Guide: Config.yaml Integration.
 */
export function parseEntrypoint(text: string, pluginCode: string): ParsedEntrypoint {
  if (text.trim() === '') return { ok: false, problem: 'is empty' };
  if (text.includes('\\')) return { ok: false, problem: 'has a backslash', suggestion: `write ${text.replace(/\\+/g, '/')}` };
  const [module, className] = split(text);
  if (className === undefined) return { ok: false, problem: 'names no class', suggestion: `write ${text}:ClassName` };
  if (!isDeclarable(className)) return { ok: false, problem: `names a class ${JSON.stringify(className)}, which is no name in TypeScript` };
  const segments = toSegments(module, pluginCode);
  if (module.startsWith('/') || segments.includes('..')) return { ok: false, problem: 'leaves the plugin' };
  const bad = segments.find((segment) => !/^[\w@$][\w@$.-]*$/.test(segment));
  if (bad !== undefined || segments.length === 0) return { ok: false, problem: `names a file ${JSON.stringify(module)}, which is none` };
  if (segments[0] === 'generated' || segments[0] === 'node_modules')
    return { ok: false, problem: `lies in ${segments[0]}/, which is not the author's` };
  return { ok: true, value: { file: segments.join('/'), className } };
}

function split(text: string): [module: string, className: string | undefined] {
  const colon = text.lastIndexOf(':');
  if (colon !== -1) return [text.slice(0, colon), text.slice(colon + 1)];
  const dot = text.includes('/') ? -1 : text.lastIndexOf('.');
  return dot === -1 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

function toSegments(module: string, pluginCode: string): string[] {
  const path = module.replace(/^\.\//, '').replace(/\.[cm]?[jt]s$/, '');
  if (path.includes('/')) return path.split('/');
  const segments = path.split('.');
  const isOwnPackage = segments.length > 1 && segments[0] === pluginCode.replaceAll('-', '_');
  return isOwnPackage ? segments.slice(1) : segments;
}
