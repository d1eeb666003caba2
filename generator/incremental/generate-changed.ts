import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ActionPiece } from '../emit/action-piece.ts';
import type { EmittedFile } from '../emit/emit-files.ts';
import { reviveView } from '../emit/revive-view.ts';
import { type Generated, generateFrom, type GenerateFromOptions } from '../pipeline.ts';
import { CONFIG_FILE } from '../read/read-contract.ts';
import { SchemaFiles } from '../read/schema-files.ts';
import { type Kept, type KeptAction, readKept } from './kept-actions.ts';
import { KeptDocument } from './kept-document.ts';

/** `inputs` are those of all actions; `earlier` is what was kept of those that were not looked at. */
export interface GeneratedPart extends Generated {
  readonly earlier: Kept;
}

/**
 * Generates after a change of schema files alone: the contract with the actions that are made from them goes through the same stages as the whole one,
 * and what an earlier generation kept of the others is put beside it. Undefined where all of it has to be looked at: config.yaml changed, or a file of
 * ours, or there is something to report. `changed` are all files that have another stat.
 */
export async function generateChanged(
  root: string,
  asked: string,
  changed: readonly string[],
  options: GenerateFromOptions,
): Promise<GeneratedPart | undefined> {
  const kept = readKept(root, asked);
  if (kept === undefined) return undefined;
  const touched = new Set(changed);
  const known = new Set(kept.actions.flatMap(({ inputs }) => inputs));
  if (changed.some((path) => !known.has(path))) return undefined;
  const dirty = findDirty(kept.actions, touched);
  const path = join(root, CONFIG_FILE);
  const actions = Object.fromEntries(Object.entries(kept.config['actions'] as object).filter(([key]) => dirty.has(key)));
  const config = new KeptDocument({ file: CONFIG_FILE, uri: pathToFileURL(path).href, path, value: { ...kept.config, actions } });
  const files = new SchemaFiles(root);
  files.add(config);
  const clean = kept.actions.filter(({ piece }) => !dirty.has(piece.key));
  const others = { pieces: kept.actions.map(({ piece }) => revived(piece, dirty)), files: clean.flatMap(currentFiles) };
  const generated = await generateFrom({ root, config, files, diagnostics: [] }, { ...options, kept: others });
  if (!generated.ok || generated.diagnostics.length > 0 || generated.made === undefined) return undefined;
  return { ...generated, earlier: kept, inputs: [...generated.inputs, ...clean.flatMap(({ inputs }) => inputs)] };
}

/** The actions that are made from what changed, and those that share a file of the author with one of them: what is asked of it is asked by all. */
function findDirty(actions: readonly KeptAction[], touched: ReadonlySet<string>): ReadonlySet<string> {
  const dirty = new Set(actions.filter(({ inputs }) => inputs.some((path) => touched.has(path))));
  const scaffolds = new Set<string>();
  for (const action of dirty) {
    for (const path of Object.keys(action.scaffolds)) scaffolds.add(path);
    for (const other of actions) if (Object.keys(other.scaffolds).some((path) => scaffolds.has(path))) dirty.add(other);
  }
  return new Set([...dirty].map(({ piece }) => piece.key));
}

/** The views of actions that are made anew are not needed. */
function revived(piece: ActionPiece, dirty: ReadonlySet<string>): ActionPiece {
  return dirty.has(piece.key) ? piece : { ...piece, entry: reviveView(piece.entry) };
}

function currentFiles({ files, scaffolds }: KeptAction): EmittedFile[] {
  return [
    ...Object.entries(files).map(([path, hash]): EmittedFile => ({ path, ownership: 'owned', text: '', current: { hash } })),
    ...Object.entries(scaffolds).map(([path, exports]): EmittedFile => ({ path, ownership: 'scaffold', text: '', current: { exports } })),
  ];
}
