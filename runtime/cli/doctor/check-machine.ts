import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPlugin } from '../../discovery/find-plugin.ts';
import { loadPlugin } from '../../discovery/load-plugin.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { type Finding, ok, problem, warning } from '../../ray/doctor/finding.ts';

const run = promisify(execFile);
const OLDEST = [20, 19] as const;

/** What this machine has, and whether the plugin in `folder` can be loaded. */
export async function checkMachineHere(folder: string): Promise<Finding[]> {
  return [judgeNode(process.versions.node), await checkNpm(), ...(await checkPlugin(folder))];
}

function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return ok('here', `Node ${version}`);
  return problem('here', `Node ${version} is too old`, `install Node ${OLDEST.join('.')} or newer`);
}

async function checkNpm(): Promise<Finding> {
  try {
    const { stdout } = await run('npm', ['--version'], { timeout: 10_000, shell: process.platform === 'win32' });
    return ok('here', `npm ${stdout.trim()}`);
  } catch {
    return warning('here', 'npm cannot be run', 'install npm, which comes with Node, to install what a plugin uses');
  }
}

async function checkPlugin(folder: string): Promise<Finding[]> {
  try {
    if (folder === '.' && !existsSync(join(folder, 'config.yaml'))) return []; // nobody asked for one
    const { registry } = await loadPlugin(findPlugin(folder));
    const { code } = registry.plugin;
    return [ok('plugin', `${code} has ${registry.names().length} actions: ${registry.names().join(', ')}`)];
  } catch (error) {
    if (!isActionsmithError(error)) throw error;
    return [problem('plugin', error.message, 'actionsmith generate says what is wrong with its contract, and tsc what with its code')];
  }
}
