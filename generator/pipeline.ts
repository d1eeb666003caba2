import { posix, relative, resolve, sep } from 'node:path';
import { checkContract } from './check/check-contract.ts';
import { Diagnostics } from './diagnostics/diagnostics.ts';
import type { Diagnostic } from './diagnostics/types.ts';
import type { EmitContext } from './emit/emit-context.ts';
import { emitFiles, type EmittedFile } from './emit/emit-files.ts';
import { buildModel } from './model/build-model.ts';
import type { PluginModel } from './model/plugin-model.ts';
import { planFiles } from './plan/plan-files.ts';
import { readImportEnding } from './plan/read-import-ending.ts';
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
  const { model, root, diagnostics, inputs, sources } = await loadContract(options.plugin);
  if (model === undefined) return { ok: false, files: new Map(), changes: [], diagnostics, inputs };
  const out = relativeFolder(root, options.out);
  const plan = planFiles(model, out);
  const context: EmitContext = { pluginCode: model.code, out, ending: readImportEnding(root) };
  const zod = options.zod === true ? await makeZod(model, context, sources) : NO_ZOD;
  if (zod.refused.length > 0) return { ok: false, files: new Map(), changes: [], diagnostics: [...diagnostics, ...zod.refused], inputs };
  const emitted = [...(await emitFiles(plan, model, context)), ...zod.files];
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
