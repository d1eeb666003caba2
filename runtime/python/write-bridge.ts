import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Autologs } from '../autolog/index.ts';
import autologUltralytics from '../autolog/ultralytics.py';
import family from '../ray/task/shim/family.py';
import init from './bridge/__init__.py';
import afterImport from './bridge/_after_import.py';
import channel from './bridge/_channel.py';
import keeper from './bridge/_keeper.py';
import plain from './bridge/_plain.py';
import run from './bridge/_run.py';
import script from './bridge/_script.py';

/** The Python package `actionsmith`, as it is written beside every run. A framework of autolog is a module of its own. */
const MODULES = {
  '__init__.py': init,
  '_after_import.py': afterImport,
  '_autolog_ultralytics.py': autologUltralytics,
  '_channel.py': channel,
  '_family.py': family,
  '_keeper.py': keeper,
  '_plain.py': plain,
  '_run.py': run,
  '_script.py': script,
} as const;

/** The package, from the folder that holds it. */
export const BRIDGE_PACKAGE = 'actionsmith';

/** A new folder that nobody else can read, with the package and what the script is given. The caller, or its keeper, takes it away. */
export async function writeBridge(given: { readonly params: unknown; readonly autologs: Autologs }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'actionsmith-python-'));
  const place = join(folder, BRIDGE_PACKAGE);
  await mkdir(place);
  const files = { ...MODULES, 'params.json': JSON.stringify(given.params ?? {}), 'autolog.json': JSON.stringify(given.autologs) };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(place, name), text, { mode: 0o600 })));
  return folder;
}
