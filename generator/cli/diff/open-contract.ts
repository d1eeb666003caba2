import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ActionsmithError } from '../../../runtime/errors.ts';
import { loadContract, type LoadedContract } from '../../pipeline.ts';
import { CONFIG_FILE } from '../../read/read-contract.ts';
import { findCommit, prefixOf, writeRevision } from './read-revision.ts';

/** What an operand of `diff` names: a folder as it is, or one at a commit. */
export type Operand =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'revision'; readonly commit: string; readonly folder: string | undefined };

/** A folder, its config.yaml, or a revision: `HEAD~1`, `v1:examples/penguins` (from the top of the repository), `v1:./penguins` (from here). */
export function readOperand(text: string, { beside, cwd = process.cwd() }: { readonly beside: string; readonly cwd?: string }): Operand {
  const path = resolve(cwd, text);
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return { kind: 'folder', folder: path };
    if (basename(path) === CONFIG_FILE) return { kind: 'folder', folder: dirname(path) };
    throw new ActionsmithError(`${text} is no plugin: name its folder, or its ${CONFIG_FILE}`, { code: 'USAGE' });
  }
  const colon = text.indexOf(':');
  const [word, inside] = colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
  const commit = findCommit(word, repositoryOf(beside, cwd));
  if (commit === undefined)
    throw new ActionsmithError(`${text} is neither a folder, a ${CONFIG_FILE} nor a revision of this repository`, { code: 'USAGE' });
  if (inside === undefined) return { kind: 'revision', commit, folder: undefined };
  const whole = inside.startsWith('./') || inside.startsWith('../') || inside === '.' ? join(prefixOf(cwd), inside) : inside;
  const folder = whole.replace(/\/+$/, '').replace(/^\.$/, '');
  return { kind: 'revision', commit, folder: basename(folder) === CONFIG_FILE ? dirname(folder).replace(/^\.$/, '') : folder };
}

export interface OpenedContract extends LoadedContract {
  /** Removes what was written to read it; its files are read until then. */
  readonly close: () => void;
}

/** A revision is one of the repository that the other operand lies in, where that is a folder. */
function repositoryOf(beside: string, cwd: string): string {
  const path = resolve(cwd, beside);
  if (!existsSync(path)) return cwd;
  return statSync(path).isDirectory() ? path : dirname(path);
}

/** The contract of an operand; a bare revision means the folder that `beside` names, or the one where we are. */
export async function openContract(operand: Operand, beside: Operand, cwd: string = process.cwd()): Promise<OpenedContract> {
  if (operand.kind === 'folder') return { ...(await loadContract(operand.folder)), close: () => {} };
  const here = beside.kind === 'folder' ? realpathSync(beside.folder) : cwd;
  const folder = operand.folder ?? (beside.kind === 'revision' ? beside.folder : undefined) ?? prefixOf(here);
  const target = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-diff-')));
  const close = (): void => rmSync(target, { recursive: true, force: true });
  try {
    writeRevision({ cwd: here, commit: operand.commit, folder, target });
    const packages = nearestPackages(here);
    if (packages !== undefined && !existsSync(join(target, 'node_modules'))) symlinkSync(packages, join(target, 'node_modules')); // schemas in code import them
    return { ...(await loadContract(target)), close };
  } catch (error) {
    close();
    throw error;
  }
}

function nearestPackages(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules');
    if (dirname(folder) === folder) return undefined;
  }
}
