import { RayError } from '../../errors/ray-error.ts';
import { backendPart } from './backend-part.ts';
import { type Bundle, BUNDLE_MANIFEST, type BundleManifest } from './bundle-manifest.ts';
import { withoutModules } from './module-package.ts';
import { textOf, unzipFiles, zipFiles } from './zip-files.ts';
import { BACKEND_PART, RUN_FILE, type RunFile } from '../run-file.ts';

/** What a saved bundle is of. Throws RayError BAD_BUNDLE for a zip that is no bundle. */
export function readBundle(zip: Uint8Array): Bundle {
  const files = unzipFiles(zip);
  const manifest = parseManifest(textOf(files, BUNDLE_MANIFEST));
  if (!manifest)
    throw new RayError('the zip is no bundle of an action: make one with `actionsmith jobs submit --save-bundle`', { code: 'BAD_BUNDLE' });
  return { manifest, files };
}

/** The package of one job: the bundle without its node_modules, what this run is told, and what it needs to report to a backend. */
export async function packageRun(bundle: Bundle, run: RunFile): Promise<Uint8Array> {
  const own = { [RUN_FILE]: Buffer.from(JSON.stringify(run)), [BACKEND_PART]: Buffer.from(await backendPart()) };
  return zipFiles({ ...withoutModules(bundle), ...own });
}

function parseManifest(text: string | undefined): BundleManifest | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is BundleManifest {
  if (typeof value !== 'object' || value === null) return false;
  const { format, plugin, action, contractHash } = value as Record<string, unknown>;
  return format === 1 && [plugin, action, contractHash].every((text) => typeof text === 'string');
}
