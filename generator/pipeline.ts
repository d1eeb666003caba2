import { posix, relative, resolve, sep } from 'node:path';
import { checkContract } from './check/check-contract.ts';
import { Diagnostics } from './diagnostics/diagnostics.ts';
import type { Diagnostic } from './diagnostics/types.ts';
import { type ActionPiece, makePieces } from './emit/action-piece.ts';
import type { EmitContext } from './emit/emit-context.ts';
import { emitFiles, type EmittedFile } from './emit/emit-files.ts';
import { buildModel } from './model/build-model.ts';
import type { PluginModel } from './model/plugin-model.ts';
import { planFiles } from './plan/plan-files.ts';
import { readImportEnding } from './plan/read-import-ending.ts';
import { readStyles } from './plan/style/read-styles.ts';
import { PhaseTimes } from './phase-times.ts';
import type { PlannedFile } from './plan/planned-file.ts';
import type { Contract } from './read/contract.ts';
import { readContract } from './read/read-contract.ts';
import type { SchemaFiles } from './read/schema-files.ts';
import type { Change } from './reconcile/compare-with-disk.ts';
import { addManifest } from './reconcile/manifest.ts';
import { reconcile } from './reconcile/reconcile.ts';

export interface GenerateOptions {
  /** The plugin's folder: the one with config.yaml. */
  readonly plugin: string;
  /** Where the owned files go; default: `generated` in the plugin's folder. */
  readonly out?: string;
  /** False: nothing is written, the changes say what would be. Default: true. */
  readonly write?: boolean;
  /** True: zod schemas beside the validators. Default: false. */
  readonly zod?: boolean;
  /** Where the times of the phases are noted. */
  readonly times?: PhaseTimes;
}

export interface Generated {
  /** False where the contract is wrong or a file stands in the way: then nothing was written. */
  readonly ok: boolean;
  /** Path relative to the plugin's folder → text; all that the contract asks for, whatever the disk holds. */
  readonly files: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read to decide this, as absolute paths. */
  readonly inputs: readonly string[];
  /** What it was made of, for whoever keeps it for the next run; missing where there is nothing. */
  readonly made?: Made;
}

export interface Made {
  readonly contract: Contract;
  readonly model: PluginModel;
  readonly plan: readonly PlannedFile[];
  readonly pieces: readonly ActionPiece[];
  readonly files: readonly EmittedFile[];
}

/** The actions that are as an earlier generation left them. `pieces` are of all actions, in the order of the contract. */
export interface KeptActions {
  readonly pieces: readonly ActionPiece[];
  readonly files: readonly EmittedFile[];
}

export interface GenerateFromOptions extends GenerateOptions {
  readonly times: PhaseTimes;
  /** What the contract says about other actions than those in it. */
  readonly kept?: KeptActions;
}

/** A contract becomes files. */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const times = options.times ?? new PhaseTimes();
  const read = await times.measure('read', () => readContract(options.plugin));
  if (read.value === undefined) return refuse(read.diagnostics, []);
  return generateFrom(read.value, { ...options, times });
}

/** From a contract that was read. One line a stage; only `reconcile` touches the disk, and the check, which opens what the contract names. */
export async function generateFrom(contract: Contract, options: GenerateFromOptions): Promise<Generated> {
  const { times, kept } = options;
  const { root, files: sources } = contract;
  const checked = await times.measure('check', () => checkContract(contract));
  const inputs = sources.paths();
  if (!checked.ok) return refuse(checked.diagnostics, inputs);
  const model = await times.measure('model', () => buildModel(checked.value));
  const out = relativeFolder(root, options.out);
  const project = readImportEnding(root);
  const styles = await readStyles(root);
  const context: EmitContext = { pluginCode: model.code, out, ending: project.ending, styles: styles.of };
  const plan = await times.measure('plan', () => planFiles(model, out));
  const zod = options.zod === true ? await times.measure('zod', () => makeZod(model, context, sources)) : NO_ZOD;
  if (zod.refused.length > 0) return refuse([...checked.diagnostics, ...zod.refused], inputs);
  const pieces = completePieces(await makePieces(model, context), kept);
  const emitted = await times.measure('emit', () => emitFiles(plan, model, pieces, context));
  const contracts = Object.fromEntries(pieces.map(({ key, contractHash }) => [key, contractHash]));
  if (sharesFiles(emitted, kept)) return refuse([], inputs);
  const all = [...emitted, ...zod.files, ...(kept?.files ?? [])];
  const files = await addManifest(all, { plugin: model.code, contracts }, { out, styles: styles.of });
  const reconcileOptions = { root, manifestPath: `${out}/contract.json`, write: options.write ?? true };
  const changes = await times.measure('reconcile', () => reconcile(files, reconcileOptions));
  return {
    ok: !changes.some((change) => change.kind === 'refused'),
    files: new Map(files.map((file) => [file.path, file.text])),
    changes,
    diagnostics: checked.diagnostics,
    inputs: [...inputs, ...project.inputs, ...styles.inputs],
    made: { contract, model, plan, pieces, files },
  };
}

function refuse(diagnostics: readonly Diagnostic[], inputs: readonly string[]): Generated {
  return { ok: false, files: new Map(), changes: [], diagnostics, inputs };
}

/** A file for an action that was looked at and one that was not cannot be made from the one alone. */
function sharesFiles(made: readonly EmittedFile[], kept: KeptActions | undefined): boolean {
  const paths = new Set(kept?.files.map(({ path }) => path));
  return made.some(({ path }) => paths.has(path));
}

/** The pieces of all actions in the order of the contract: new ones, and those that were kept. */
function completePieces(made: readonly ActionPiece[], kept: KeptActions | undefined): readonly ActionPiece[] {
  if (kept === undefined) return made;
  const byKey = new Map(made.map((piece) => [piece.key, piece]));
  return kept.pieces.map((piece) => byKey.get(piece.key) ?? piece);
}

export interface LoadedContract {
  /** Missing where the contract has errors: the diagnostics say which. */
  readonly model: PluginModel | undefined;
  /** The plugin's real folder. */
  readonly root: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs: readonly string[];
  /** The files of the plugin that were read; missing where there is no config.yaml to read. */
  readonly sources?: SchemaFiles;
}

/** Reads and checks a plugin's contract: the stages before anything is planned. */
export async function loadContract(plugin: string): Promise<LoadedContract> {
  const read = await readContract(plugin);
  const root = read.value?.root ?? resolve(plugin);
  if (read.value === undefined) return { model: undefined, root, diagnostics: read.diagnostics, inputs: [] };
  const checked = checkContract(read.value);
  const diagnostics = [...read.diagnostics, ...checked.diagnostics];
  const inputs = read.value.files.paths();
  return { model: checked.ok ? buildModel(checked.value) : undefined, root, diagnostics, inputs, sources: read.value.files };
}

const NO_ZOD: Awaited<ReturnType<typeof makeZod>> = { files: [], refused: [] };

/** The modules of zod schemas, or which schemas zod would judge in another way than their validators. */
async function makeZod(
  model: PluginModel,
  context: EmitContext,
  sources: SchemaFiles | undefined,
): Promise<{ files: readonly EmittedFile[]; refused: readonly Diagnostic[] }> {
  const { emitZod } = await import('./emit/zod/emit-zod.ts');
  const { files, problems } = await emitZod(model, context);
  const refused = new Diagnostics();
  for (const { root, reason } of problems) {
    const place = sources?.document(root.root.uri)?.place(root.root.pointer) ?? { file: 'config.yaml' };
    refused.report('ZOD_NOT_EMITTED', { type: root.typeName, reason }, place);
  }
  return { files, refused: refused.list() };
}

function relativeFolder(root: string, out: string | undefined): string {
  if (out === undefined) return 'generated';
  return posix.normalize(relative(root, resolve(out)).split(sep).join('/'));
}
