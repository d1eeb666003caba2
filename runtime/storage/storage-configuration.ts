import type { PluginEnvironment } from '../context/plugin-environment.ts';
import { runSecrets } from '../context/run-secrets.ts';
import { suggest } from '../validation/suggest.ts';
import { StorageError } from './storage-error.ts';

/** What a provider needs to be reached, as a record of a backend holds it. What no driver knows is left alone: other tools may. */
export class StorageConfiguration {
  /** What was read as such, so that no message holds it. */
  readonly secrets: unknown[] = [];
  readonly #provider: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #env: PluginEnvironment;

  constructor(provider: string, values: Readonly<Record<string, unknown>>, env: PluginEnvironment) {
    this.#provider = provider;
    this.#values = values;
    this.#env = env;
  }

  /** Throws BAD_STORAGE where it is missing. */
  text(name: string): string {
    return this.optional(name) ?? this.#missing(name);
  }

  optional(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw this.bad(`${name} must be a text`);
  }

  /** A credential, or where it is: `env:NAME`, `file:/path`. */
  secret(name: string): string | undefined {
    const given = this.optional(name);
    return given === undefined ? undefined : this.resolve(name, given);
  }

  /** A credential that is usually a file: its text, its absolute path, or a reference. */
  secretFile(name: string, isText: (value: string) => boolean): string | undefined {
    const given = this.optional(name);
    if (given === undefined) return undefined;
    return this.resolve(name, isText(given) || /^(env|file):/.test(given) ? given : `file:${given}`);
  }

  /** An object with credentials in it, its text, the absolute path of its file, or a reference. */
  secretJson(name: string): Record<string, unknown> | undefined {
    const given = this.#values[name];
    if (typeof given === 'object' && given !== null) {
      this.secrets.push(...Object.entries(given).flatMap(([key, value]) => (/key|secret|token/.test(key) ? [value] : [])));
      return given as Record<string, unknown>;
    }
    const text = this.secretFile(name, (value) => value.trimStart().startsWith('{'));
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      throw this.bad(`${name} must be JSON`);
    }
  }

  /** Throws BAD_STORAGE for a reference that leads nowhere. */
  resolve(name: string, given: string): string {
    const value = /^(env|file):/.test(given) ? this.#follow(name, given) : given;
    this.secrets.push(value);
    return value;
  }

  /** With credentials in it, by its names; none where there is none. */
  secretTexts(name: string): Record<string, string> {
    const given = this.#values[name] ?? {};
    if (typeof given !== 'object' || !Object.values(given).every((value) => typeof value === 'string'))
      throw this.bad(`${name} must be texts by their names`);
    return Object.fromEntries(Object.entries(given as Record<string, string>).map(([key, value]) => [key, this.resolve(key, value)]));
  }

  bad(problem: string): StorageError {
    return new StorageError(`a storage of ${this.#provider} cannot be opened: ${problem}`, { code: 'BAD_STORAGE' });
  }

  #missing(name: string): never {
    const meant = suggest(name, Object.keys(this.#values));
    throw this.bad(`${name} is missing in its configuration${meant === undefined ? '' : `, which has ${meant}`}`);
  }

  #follow(name: string, reference: string): string {
    try {
      return runSecrets({ [name]: reference }, this.#env)[name]!;
    } catch (error) {
      throw this.bad(error instanceof Error ? error.message : String(error));
    }
  }
}
