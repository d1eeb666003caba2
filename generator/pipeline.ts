import { posix, relative, resolve, sep } from 'node:path';
import { checkContract } from './check/check-contract.ts';
import type { Diagnostic } from './diagnostics/types.ts';
import { emitFiles } from './emit/emit-files.ts';
import { buildModel } from './model/build-model.ts';
import type { PluginModel } from './model/plugin-model.ts';
import { planFiles } from './plan/plan-files.ts';
import { readImportEnding } from './plan/read-import-ending.ts';
import { readContract } from './read/read-contract.ts';
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
}

/** A contract becomes files. One line a stage; only `read` and `reconcile` touch the disk. */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const { model, root, diagnostics, inputs } = await loadContract(options.plugin);
  if (model === undefined) return { ok: false, files: new Map(), changes: [], diagnostics, inputs };
  const out = relativeFolder(root, options.out);
  const plan = planFiles(model, out);
  const emitted = await emitFiles(plan, model, { pluginCode: model.code, out, ending: readImportEnding(root) });
  const contracts = Object.fromEntries(model.actions.map((action) => [action.key, action.contractHash]));
  const files = addManifest(emitted, { plugin: model.code, contracts }, out);
  const changes = await reconcile(files, { root, manifestPath: `${out}/contract.json`, write: options.write ?? true });
  const ok = !changes.some((change) => change.kind === 'refused');
  return { ok, files: new Map(files.map((file) => [file.path, file.text])), changes, diagnostics, inputs };
}

export interface LoadedContract {
  /** Missing where the contract has errors: the diagnostics say which. */
  readonly model: PluginModel | undefined;
  /** The plugin's real folder. */
  readonly root: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs: readonly string[];
}

/** Reads and checks a plugin's contract: the stages before anything is planned. */
export async function loadContract(plugin: string): Promise<LoadedContract> {
  const read = await readContract(plugin);
  const root = read.value?.root ?? resolve(plugin);
  if (read.value === undefined) return { model: undefined, root, diagnostics: read.diagnostics, inputs: [] };
  const checked = checkContract(read.value);
  const diagnostics = [...read.diagnostics, ...checked.diagnostics];
  const inputs = read.value.files.paths();
  return { model: checked.ok ? buildModel(checked.value) : undefined, root, diagnostics, inputs };
}

function relativeFolder(root: string, out: string | undefined): string {
  if (out === undefined) return 'generated';
  return posix.normalize(relative(root, resolve(out)).split(sep).join('/'));
}
