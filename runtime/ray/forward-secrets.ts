import { ActionsmithError } from '../errors/actionsmith-error.ts';

/**
 * Secrets that go along with a job, as the variables in which the worker looks for them. A name is that of a secret in config.yaml, or of a variable here.
 * Throws SECRET_UNAVAILABLE, which never shows a value, and SECRET_NOT_FORWARDABLE for one that the contract reads from a file there.
 */
export function readForwardedSecrets(
  names: readonly string[],
  references: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => readOne(name, Object.hasOwn(references, name) ? references[name] : undefined, env)));
}

function readOne(name: string, reference: string | undefined, env: Readonly<Record<string, string | undefined>>): [string, string] {
  if (reference?.startsWith('file:')) {
    throw new ActionsmithError(`the secret ${name} cannot be forwarded: its contract reads it from a file where the action runs`, {
      code: 'SECRET_NOT_FORWARDABLE',
    });
  }
  const variable = reference?.replace(/^env:/, '') ?? name;
  const value = Object.hasOwn(env, variable) ? env[variable] : undefined;
  if (value) return [variable, value];
  throw new ActionsmithError(`the secret ${name} cannot be forwarded: the environment variable ${variable} is not set here`, {
    code: 'SECRET_UNAVAILABLE',
  });
}
