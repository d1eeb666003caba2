import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionPiece } from '../emit/action-piece.ts';
import type { EmittedFile } from '../emit/emit-files.ts';
import { cutForms, type FormLengths, measureForm } from '../emit/ui-schema/cut-forms.ts';
import { exportedNames } from '../reconcile/manifest.ts';
import type { Made } from '../pipeline.ts';
import type { PlannedFile } from '../plan/planned-file.ts';
import { replaceFile } from './replace-file.ts';
import { stateKey } from './stat-cache.ts';
import { traceInputs } from './trace-inputs.ts';

/** What is kept of a generation for the next one, beside the stats of its files. */
export interface Kept {
  readonly key: string;
  /** The value of config.yaml. */
  readonly config: Readonly<Record<string, unknown>>;
  /** In the order of the contract. */
  readonly actions: readonly KeptAction[];
}

export interface KeptAction {
  readonly piece: ActionPiece;
  /** Absolute paths. */
  readonly inputs: readonly string[];
  /** Path relative to the plugin → hash, of the files that are ours. */
  readonly files: Readonly<Record<string, string>>;
  /** The author's files that it asks for: path → what they are to export. Other actions may ask for the same. */
  readonly scaffolds: Readonly<Record<string, readonly string[]>>;
}

/** As it lies on the disk. The forms of a thousand actions are ten megabytes; they are taken out of the file that is made of them. */
interface Stored extends Omit<Kept, 'actions'> {
  /** The file of the forms, relative to the plugin. */
  readonly formsFile: string;
  readonly actions: readonly StoredAction[];
}

interface StoredAction extends Omit<KeptAction, 'piece'> {
  readonly piece: Omit<ActionPiece, 'form'> & { readonly form: FormLengths };
}

/** What the last generation kept; undefined where there is none, or where something else was asked for. Views in it are plain JSON. */
export function readKept(root: string, asked: string): Kept | undefined {
  try {
    const { key, config, formsFile, actions } = JSON.parse(readFileSync(keptFile(root), 'utf8')) as Stored;
    if (key !== stateKey(asked)) return undefined;
    const lengths = actions.map(({ piece }) => piece.form);
    const forms = cutForms(readFileSync(join(root, formsFile), 'utf8'), lengths);
    if (forms === undefined) return undefined;
    return { key, config, actions: actions.map((action, index) => ({ ...action, piece: { ...action.piece, form: forms[index]! } })) };
  } catch {
    return undefined;
  }
}

/** Keeps a generation that went well. `earlier`: what was kept of the actions that were not looked at. */
export function rememberKept(root: string, asked: string, { contract, model, plan, pieces, files }: Made, earlier?: Kept): void {
  const inputs = plan.every(canBeParted) ? traceInputs(contract, model) : undefined;
  if (inputs === undefined) return rmSync(keptFile(root), { force: true }); // the next change looks at everything
  const filesByKey = sortFiles(inputs.keys(), plan, files);
  const known = new Map(earlier?.actions.map((action) => [action.piece.key, action]));
  const actions = pieces.map((piece) => {
    const traced = inputs.get(piece.key);
    return traced === undefined ? known.get(piece.key)! : { piece, inputs: traced, ...filesByKey.get(piece.key)! };
  });
  const config = earlier?.config ?? (contract.config.value as Kept['config']);
  const formsFile = plan.find(({ kind }) => kind === 'ui-schema')!.path;
  const stored: Stored = { key: stateKey(asked), config, formsFile, actions: actions.map(storeAction) };
  replaceFile(keptFile(root), JSON.stringify(stored));
}

function storeAction({ piece, ...rest }: KeptAction): StoredAction {
  return { ...rest, piece: { ...piece, form: measureForm(piece.form) } };
}

function sortFiles(keys: Iterable<string>, plan: readonly PlannedFile[], files: readonly EmittedFile[]): Map<string, FilesOfAction> {
  const byKey = new Map([...keys].map((key): [string, FilesOfAction] => [key, { files: {}, scaffolds: {} }]));
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const file of plan) {
    for (const key of actionsOf(file)) {
      const found = byKey.get(key)!;
      if (file.ownership === 'owned') found.files[file.path] = byPath.get(file.path)!.hash!;
      else found.scaffolds[file.path] = exportedNames(byPath.get(file.path)!);
    }
  }
  return byKey;
}

interface FilesOfAction {
  readonly files: Record<string, string>;
  readonly scaffolds: Record<string, readonly string[]>;
}

/** A file of the whole plugin can only be made again from pieces of its actions. */
function canBeParted(file: PlannedFile): boolean {
  return actionsOf(file).length > 0 || MADE_OF_PIECES.has(file.kind);
}

const MADE_OF_PIECES: ReadonlySet<PlannedFile['kind']> = new Set(['plugin', 'ui-schema', 'docs', 'package']);

/** The actions that a file is for; none for those of the plugin. */
function actionsOf(file: PlannedFile): string[] {
  if ('action' in file) return [file.action.key];
  if ('actions' in file) return file.actions.map(({ key }) => key);
  return 'hooks' in file ? [...new Set(file.hooks.flatMap(({ of }) => of.map(({ action }) => action.key)))] : [];
}

function keptFile(root: string): string {
  return join(root, '.actionsmith', 'generate.kept.json');
}
