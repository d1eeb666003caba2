import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSecretVariable } from '../redaction/secret-names.ts';

const TRUE = new Set(['true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '0', 'no', 'off', '']);

/** Which variables; one or the other. */
export interface EnvironmentSelection {
  readonly prefix?: string;
  readonly prefixes?: readonly string[];
}

/** What a plugin reads from its environment, typed on the way out. Guide: Testing Actions, Context Methods. */
export class PluginEnvironment {
  readonly #values: Readonly<Record<string, string>>;

  constructor(values: Readonly<Record<string, string | undefined>> = {}) {
    this.#values = Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /**
   * The environment of the process: all of it; the names that begin with `prefix`, which is cut off; or the names that begin with one of `prefixes`,
   * which stay as they are.
   */
  static fromEnvironment({ prefix = '', prefixes = [''] }: EnvironmentSelection = {}): PluginEnvironment {
    const entries = Object.entries(process.env).filter(([name]) => name.startsWith(prefix) && prefixes.some((one) => name.startsWith(one)));
    return new PluginEnvironment(Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value])));
  }

  /** A file of variables: .env, .json, .toml, .yaml or .yml by its ending. Throws BAD_ENVIRONMENT. */
  static async fromFile(file: string): Promise<PluginEnvironment> {
    const { readEnvironmentFile } = await import('./read-environment-file.ts');
    return new PluginEnvironment(await readEnvironmentFile(file));
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  get(name: string): string | undefined {
    return this.has(name) ? this.#values[name] : undefined;
  }

  getString(name: string, fallback = ''): string {
    return this.get(name) ?? fallback;
  }

  /** Throws BAD_ENVIRONMENT where the value is no number. */
  getNumber(name: string, fallback = 0): number {
    return this.#read(name, fallback, 'a number', (text) => (text.trim() === '' ? NaN : Number(text)), Number.isFinite);
  }

  /** Throws BAD_ENVIRONMENT where the value is no whole number. */
  getInteger(name: string, fallback = 0): number {
    return this.#read(name, fallback, 'a whole number', (text) => (text.trim() === '' ? NaN : Number(text)), Number.isSafeInteger);
  }

  /** `true`, `1`, `yes`, `on` and `false`, `0`, `no`, `off` and nothing, whatever their case. Throws BAD_ENVIRONMENT for anything else. */
  getBoolean(name: string, fallback = false): boolean {
    const text = this.get(name)?.trim().toLowerCase();
    if (text === undefined) return fallback;
    if (TRUE.has(text)) return true;
    if (FALSE.has(text)) return false;
    throw this.#refuse(name, 'true or false');
  }

  /** The parts between commas, without the blanks around them. */
  getList(name: string, fallback: readonly string[] = []): string[] {
    const text = this.get(name);
    if (text === undefined) return [...fallback];
    return text.split(',').flatMap((part) => part.trim() || []);
  }

  /** Both environments; where both have a name, the later one wins. */
  merge(later: PluginEnvironment | Readonly<Record<string, string | undefined>>): PluginEnvironment {
    return new PluginEnvironment({ ...this.#values, ...(later instanceof PluginEnvironment ? later.toObject() : later) });
  }

  toObject(): Record<string, string> {
    return { ...this.#values };
  }

  #read(name: string, fallback: number, expected: string, parse: (text: string) => number, fits: (value: number) => boolean): number {
    const text = this.get(name);
    if (text === undefined) return fallback;
    const value = parse(text);
    if (fits(value)) return value;
    throw this.#refuse(name, expected);
  }

  #refuse(name: string, expected: string): ActionsmithError {
    const got = isSecretVariable(name) ? '' : ` (got ${JSON.stringify(this.get(name))})`;
    return new ActionsmithError(`the environment variable ${name} must be ${expected}${got}`, { code: 'BAD_ENVIRONMENT' });
  }
}
