import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PluginEnvironment } from '../../context/plugin-environment.ts';
import { backendOfEnvironment } from '../../logging/backend/backend-of-environment.ts';
import type { Logger } from '../../logging/logger.ts';
import { BACKEND_PART } from '../run-file.ts';

/** A cluster gives a job that ends some seconds more. */
const CLOSE_TIMEOUT_MS = 10_000;

/** The backend that the job's environment names, to be told what the run reports; undefined where it names none. */
export async function openBackend(env: Readonly<Record<string, string>>, folder: string): Promise<Logger | undefined> {
  const options = backendOfEnvironment(new PluginEnvironment(env));
  if (options === undefined) return undefined;
  const { BackendLogger } = (await import(pathToFileURL(join(folder, BACKEND_PART)).href)) as typeof import('./backend-part.ts');
  return new BackendLogger({ ...options, closeTimeoutMs: CLOSE_TIMEOUT_MS });
}
