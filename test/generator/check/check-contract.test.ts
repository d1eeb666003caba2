import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkContract, type CheckedResult } from '../../../generator/check/check-contract.ts';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.ts';
import { readContract } from '../../../generator/read/read-contract.ts';
import { parseLocated } from '../../../generator/read/read-located.ts';
import { SchemaFiles } from '../../../generator/read/schema-files.ts';

const plugin = {
  name: 'Fruit',
  code: 'fruit',
  version: '1.2.3',
  category: 'export',
  env: { LEVEL: 'info', MAX: 3 },
  secrets: { TOKEN: 'env:TOKEN' },
  actions: {
    train: {
      entrypoint: 'fruit.actions.train:Train',
      method: 'job',
      params: { type: 'object', properties: { epochs: { type: 'integer', default: 3 } } },
      resources: { num_cpus: 2, memory: '4GiB' },
      steps: [
        { name: 'load', weight: 0.2, output: { type: 'object' }, skippable: true },
        {
          name: 'fit',
          weight: 0.8,
          needs: ['load?'],
          effects: 'external',
          rollback: true,
          timeout: '2h',
          retry: { attempts: 3, delay: '5s' },
        },
      ],
    },
    main: {},
  },
};

describe('a checked contract', () => {
  test('has every default, parsed quantities and optional needs', () => {
    const result = check(plugin);
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['CONFIG_ENV_NOT_TEXT']);
    if (!result.ok) throw new Error('the contract has errors');
    const [train, main] = result.value.actions;
    expect(result.value.config.env).toEqual({ LEVEL: 'info', MAX: '3' });
    expect(train).toMatchObject({
      key: 'train',
      entrypoint: { file: 'actions/train', className: 'Train' },
      method: 'job',
      base: 'train',
      resources: { num_cpus: 2, memory: 4_294_967_296 },
    });
    expect(train?.steps).toMatchObject([
      { name: 'load', weight: 0.2, skippable: true, effects: 'none', rollback: false, needs: [] },
      {
        name: 'fit',
        needs: ['load'],
        optionalNeeds: ['load'],
        policy: { timeoutMs: 7_200_000, retry: { attempts: 3, delayMs: 5_000, factor: 2 } },
      },
    ]);
    expect(main).toMatchObject({
      entrypoint: { file: 'src/actions/main', className: 'MainAction' },
      method: 'local',
      base: 'export',
      config: { result_validation: 'warn' },
      steps: [],
    });
  });

  test('keeps the very schema that was read, so that references into config.yaml find it', () => {
    const result = check(plugin);
    expect(result.ok && result.value.actions[0]?.params).toMatchObject({
      uri: 'file:///plugin/config.yaml',
      pointer: '/actions/train/params',
      schema: plugin.actions.train.params,
    });
  });

  test("of the guide's own config.yaml has its three actions and no diagnostics", async () => {
    const { value } = await readContract('test/cases/guide-config');
    const result = value && checkContract(value);
    expect(result?.diagnostics).toEqual([]);
    const actions = result?.ok ? result.value.actions : [];
    expect(actions.map(({ key, base, method, entrypoint }) => [key, base, method, `${entrypoint.file}:${entrypoint.className}`])).toEqual([
      ['train', 'train', 'task', 'actions:TrainAction'],
      ['export', 'export', 'local', 'actions:ExportAction'],
      ['infer', 'inference', 'job', 'actions:InferAction'],
    ]);
  });
});

describe('a wrong contract', () => {
  test('is answered with diagnostics and never with a throw, whatever stands wherever', () => {
    const paths = pathsOf(plugin);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const result = check(replaceAt(plugin, path, value));
        expect(result.ok).toBe(!result.diagnostics.some((diagnostic) => diagnostic.severity === 'error'));
      }),
      { numRuns: 500 },
    );
  });

  test('shows all of very many problems', () => {
    const actions = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, { method: 'jobb', nmae: 'x' }]));
    expect(check({ name: 'Fruit', code: 'fruit', actions }).diagnostics).toHaveLength(60);
  });
});

function check(config: unknown): CheckedResult {
  const diagnostics = new Diagnostics();
  const uri = 'file:///plugin/config.yaml';
  const document = parseLocated(JSON.stringify(config), { file: 'config.yaml', uri, diagnostics });
  if (!document) return { ok: false, diagnostics: diagnostics.list() };
  const files = new SchemaFiles('/plugin');
  files.add(document);
  return checkContract({ root: '/plugin', config: document, files, diagnostics: diagnostics.list() });
}

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key])) : [];
  return [path, ...below];
}

function replaceAt(value: unknown, [head, ...tail]: Path, part: unknown): unknown {
  if (head === undefined) return part;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === head ? replaceAt(item, tail, part) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [head]: replaceAt(record[head], tail, part) };
}
