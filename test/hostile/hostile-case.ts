/** A plugin folder as an enemy would write it. */
export interface HostileCase {
  /** Unique, and the sentence of the test. */
  readonly name: string;
  /** Path → text. A case without config.yaml gets a harmless one around schemas/params.json. */
  readonly files: Readonly<Record<string, string>>;
  /** Path → where the link leads; `<secret>` is a folder outside of the plugin. */
  readonly links?: Readonly<Record<string, string>>;
  /** The one file outside that may be read, because the compiler reads it too; nothing of it may be told. */
  readonly mayRead?: string;
  /** What has to come out, where only one answer is right. */
  readonly expect?: 'error' | 'output';
}

/** A contract with one action, whose params are the schema. */
export function schemaCase(name: string, schema: unknown, expect?: HostileCase['expect']): HostileCase {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema);
  return { name, files: { 'schemas/params.json': text }, ...(expect && { expect }) };
}

/** A contract with this text as its config.yaml. */
export function configCase(name: string, config: unknown, expect?: HostileCase['expect']): HostileCase {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  return { name, files: { 'config.yaml': text, 'schemas/params.json': '{"type":"object"}' }, ...(expect && { expect }) };
}

export const HARMLESS_CONFIG = 'name: Fruit\ncode: fruit\nactions:\n  train:\n    params: schemas/params.json\n';
