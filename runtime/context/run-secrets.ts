import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import type { PluginEnvironment } from './plugin-environment.ts';

const LARGEST_BYTES = 1024 * 1024;

/**
 * The secrets of a run: what the references of config.yaml (`env:NAME`, `file:/path`) lead to here, where the action runs, and over them what the
 * caller gives. Throws SECRET_UNAVAILABLE that names every one that leads nowhere: better now than in the middle of the run.
 */
export function runSecrets(
  references: Readonly<Record<string, string>> = {},
  env: PluginEnvironment,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const secrets: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, reference] of Object.entries(references)) {
    if (Object.hasOwn(given, name)) continue;
    const found = resolve(reference, env);
    if (found.value === undefined) problems.push(`the secret ${name} is not available: ${found.problem}`);
    else secrets[name] = found.value;
  }
  if (problems.length > 0) throw new ActionsmithError(problems.join('\n'), { code: 'SECRET_UNAVAILABLE' });
  return { ...secrets, ...given };
}

type Resolved = { readonly value: string; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: string };

function resolve(reference: string, env: PluginEnvironment): Resolved {
  const [, kind, place = ''] = /^(env|file):([^]+)$/.exec(reference) ?? [];
  if (kind === 'env') {
    const value = env.get(place);
    return value ? { value } : { problem: `the environment variable ${place} is not set` };
  }
  if (kind === 'file') return readSecret(place);
  return { problem: `${JSON.stringify(reference)} is neither env:NAME nor file:/path` };
}

/** Editors end a file with a line break that is not of the secret. */
function readSecret(path: string): Resolved {
  if (!isAbsolute(path)) return { problem: `${path} must be an absolute path` };
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { problem: `${path} is no file` };
    if (stats.size > LARGEST_BYTES) return { problem: `${path} is larger than 1 MiB` };
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return value === '' ? { problem: `${path} is empty` } : { value };
  } catch (error) {
    return { problem: `${path}: ${isSystemError(error) ? reasonOf(error) : String(error)}` };
  }
}
