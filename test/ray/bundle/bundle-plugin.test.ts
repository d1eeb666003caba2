import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import type { ActionSpec } from '../../../runtime/action/action-spec.ts';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { buildModules, bundlePlugin } from '../../../runtime/ray/bundle/bundle-plugin.ts';
import { readBundle } from '../../../runtime/ray/bundle/saved-bundle.ts';
import { rejection, tinyFolder } from '../support/tiny.ts';

const temporary = mkdtempSync(join(tmpdir(), 'actionsmith-bundle-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

test('the same plugin in another folder gives the same bytes', async () => {
  const copy = join(temporary, 'deeply/nested/copy');
  cpSync(tinyFolder, copy, { recursive: true });
  const spec = await tinySpec('workflow');
  const assets = ['models/*.json'];
  const [here, there] = [await bundlePlugin(tinyFolder, spec, { assets }), await bundlePlugin(copy, spec, { assets })];
  expect(Buffer.from(here).equals(there)).toBe(true);
});

test('a bundle holds a module, the parts that it may load, what it is of, and the assets', async () => {
  const { manifest, files } = readBundle(
    await bundlePlugin(tinyFolder, await tinySpec('echo'), { assets: ['models'].map((name) => `${name}/`) }),
  );
  const names = Object.keys(files).filter((name) => !name.endsWith('.map'));
  expect(names.map((name) => name.replace(/-[A-Z0-9]{8}\./, '.'))).toEqual([
    'bundle.json',
    'main.mjs',
    'models/tiny.json',
    'part-absent.mjs',
    'part-azure-driver.mjs',
    'part-checkpoint-ledger.mjs',
    ...names.filter((name) => name.startsWith('part-chunk-')).map(() => 'part-chunk.mjs'),
    'part-convert-dataset.mjs',
    'part-export-work.mjs',
    'part-gcs-driver.mjs',
    'part-http-driver.mjs',
    'part-infer-batches.mjs',
    'part-list-target.mjs',
    'part-load-model.mjs',
    'part-local-driver.mjs',
    'part-orchestrator.mjs',
    'part-read-environment-file.mjs',
    'part-run-script.mjs',
    'part-s3-driver.mjs',
    'part-sftp-driver.mjs',
    'part-train-work.mjs',
  ]);
  expect(manifest).toEqual({ format: 1, plugin: 'tiny', action: 'echo', contractHash: '9490b0d7ae706ae5' });
  const { sources } = JSON.parse(Buffer.from(files['main.mjs.map'] ?? []).toString()) as { sources: string[] };
  expect(sources).toContain('src/actions/echo.ts');
  expect(
    sources.filter((source) => !/^(?:actionsmith\/runtime\/|src\/|job\.js$|actionsmith-opened-worker:|absent:absent$)/.test(source)),
  ).toEqual([]);
});

test('the smallest generated action, runtime included, is under 60 KB, and carries nothing that it does not use', async () => {
  const folder = join(temporary, 'smallest');
  mkdirSync(join(folder, 'src/actions'), { recursive: true });
  const contract = {
    name: 'Smallest',
    code: 'smallest',
    version: '0.1.0',
    category: 'custom',
    actions: { tell: { method: 'job', params: { type: 'object', properties: { word: { type: 'string' } } } } },
  };
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(contract));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  expect((await generate({ plugin: folder })).diagnostics).toEqual([]);
  const code = codeAtStart(await buildModules(folder, (await loadPlugin(folder)).registry.get('tell')));
  expect(code.length).toBeLessThan(60_000);
  for (const absent of ['axios', 'esbuild', 'RayJobsClient', 'ConsoleLogger', 'LocalExecutor', 'PluginDiscovery', 'commander'])
    expect(code).not.toContain(absent);
});

/** The module that a job starts with, and those that it imports before it does anything. */
function codeAtStart(modules: Readonly<Record<string, string>>): string {
  const names = new Set(['main.mjs']);
  for (const name of names) for (const [, other = ''] of modules[name]!.matchAll(/\b(?:from|import)"\.\/([^"]+)"/g)) names.add(other);
  return [...names].map((name) => modules[name]).join('');
}

test('what cannot be bundled is named with its file, line and column', async () => {
  const folder = join(temporary, 'broken');
  cpSync(tinyFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'src/actions/echo.ts'), "import { x } from 'not-there';\nexport class EchoAction { x = x; }\n");
  const spec = await tinySpec('echo');
  expect(await rejection(bundlePlugin(folder, spec))).toMatchObject({
    code: 'BUNDLE_FAILED',
    message: 'action echo cannot be bundled\n  src/actions/echo.ts:1:19: Could not resolve "not-there"',
  });
  const missing = { ...spec, entrypoint: 'src/actions/workflow:EchoAction' };
  expect((await rejection(bundlePlugin(folder, missing))).message).toContain(
    'No matching export in "src/actions/workflow.ts" for import "EchoAction"',
  );
});

async function tinySpec(name: string): Promise<ActionSpec> {
  return (await loadPlugin(tinyFolder)).registry.get(name);
}
