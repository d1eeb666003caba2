import { bindAction, type BoundAction, loadPlugin } from 'actionsmith';
import { generate } from 'actionsmith/generator';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIn } from './make-plugin.ts';

/** One action of the relay: adds one to what the one before it gave. */
export interface RelayParams {
  /** Where it writes down that it began, and what it did. */
  readonly folder: string;
  readonly seconds?: number;
}

/** A line for each time that an action began. */
export interface Began {
  readonly action: string;
  readonly key: string;
}

/** Writes and generates a plugin whose actions a1, a2, … hand a number on, each where its method says. An effect of theirs is applied once a key. */
export async function writeRelayPlugin(folder: string, methods: readonly ('local' | 'task' | 'job')[]): Promise<void> {
  const actions = methods.map((method, index) => actionOf(index + 1, method));
  writeIn(
    folder,
    'config.yaml',
    `name: Relay\ncode: relay\nversion: 0.1.0\ncategory: custom\nactions:\n${actions.map(({ config }) => config).join('')}`,
  );
  writeIn(folder, 'package.json', '{ "name": "relay", "type": "module" }');
  for (const [path, text] of actions.flatMap(({ files }) => files)) writeIn(folder, path, text);
  const { ok, diagnostics } = await generate({ plugin: folder });
  if (!ok) throw new Error(JSON.stringify(diagnostics));
}

/** The actions as `plugin` of generated/plugin.ts has them. */
export async function relayActions(folder: string): Promise<BoundAction<RelayParams, Record<string, number>>[]> {
  const { registry } = await loadPlugin(folder);
  return registry.names().map((name) => bindAction(registry, name));
}

export function readBegan(folder: string): Began[] {
  const file = join(folder, 'began.jsonl');
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Began)
    : [];
}

/** The effects, each under the key by which it was applied. */
export function readEffects(folder: string): string[] {
  mkdirSync(join(folder, 'effects'), { recursive: true });
  return readdirSync(join(folder, 'effects')).toSorted();
}

function actionOf(number: number, method: string): { config: string; files: [string, string][] } {
  const name = `a${number}`;
  const before = number === 1 ? undefined : `v${number - 1}`;
  const params = {
    type: 'object',
    required: ['folder', ...(before === undefined ? [] : [before])],
    properties: {
      folder: { type: 'string' },
      seconds: { type: 'number', default: 0 },
      ...(before !== undefined && { [before]: { type: 'integer' } }),
    },
  };
  const result = { type: 'object', required: [`v${number}`], properties: { [`v${number}`]: { type: 'integer' } } };
  const code = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { A${number}ActionBase, type A${number}Result } from '../../generated/${name}/action.js';

export class A${number}Action extends A${number}ActionBase {
  override async execute(): Promise<A${number}Result> {
    const { folder, seconds } = this.params;
    const key = this.ctx.idempotencyKey ?? '';
    mkdirSync(folder + '/effects', { recursive: true });
    appendFileSync(folder + '/began.jsonl', JSON.stringify({ action: '${name}', key }) + '\\n');
    this.setProgress(1, 2, 'relay');
    this.log('relay', { number: ${number} });
    if (seconds > 0) await sleep(seconds * 1000, undefined, { signal: this.ctx.signal });
    try { writeFileSync(folder + '/effects/' + key, '', { flag: 'wx' }); } catch {}
    return { v${number}: ${before === undefined ? '1' : `this.params.${before} + 1`} };
  }
}
`;
  return {
    config: `  ${name}:\n    name: A${number}\n    description: Hand ${number} on\n    method: ${method}\n    params: schemas/${name}.params.json\n    result: schemas/${name}.result.json\n`,
    files: [
      [`schemas/${name}.params.json`, JSON.stringify(params, null, 2)],
      [`schemas/${name}.result.json`, JSON.stringify(result, null, 2)],
      [`src/actions/${name}.ts`, code],
    ],
  };
}
