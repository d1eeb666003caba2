/** Guide: Module Reference. Every module of the table has its counterpart in the package as it is published: for Node, and for the compiler. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STRICTEST } from '../support/compile-types.ts';
import { TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { runNode, runTsc } from '../support/run-cli.ts';

/** What an author imports → the values, and the types, that the guide names there. */
const MODULES: Readonly<Record<string, readonly [values: readonly string[], types: readonly string[]]>> = {
  actionsmith: [
    ['BaseAction', 'defineAction', 'runPlugin', 'PluginCategory', 'PluginDiscovery', 'ExecutionError', 'ValidationError'],
    ['ActionSpec'],
  ],
  'actionsmith/actions': [['ActionRegistry', 'ActionType', 'DatasetAction', 'AddTaskDataAction'], ['ActionSpec']],
  'actionsmith/actions/dataset': [['DatasetAction', 'DatasetOperation', 'DatasetParams'], []],
  'actionsmith/actions/train': [['BaseTrainAction', 'BaseTrainParams', 'TrainContext'], []],
  'actionsmith/actions/export': [['BaseExportAction', 'ExportParams', 'ExportContext'], []],
  'actionsmith/actions/upload': [['BaseUploadAction', 'UploadParams', 'UploadContext'], []],
  'actionsmith/actions/add-task-data': [['AddTaskDataAction', 'AddTaskDataMethod', 'AddTaskDataParams'], []],
  'actionsmith/actions/inference': [['BaseInferenceAction', 'BaseDeploymentAction', 'InferenceContext', 'DeploymentContext'], []],
  'actionsmith/actions/deployment': [['BaseDeploymentAction', 'DeploymentContext', 'DeploymentParams'], []],
  'actionsmith/steps': [['BaseStep', 'StepResult', 'StepRegistry', 'Orchestrator'], []],
  'actionsmith/context': [['RuntimeContext', 'PluginEnvironment'], []],
  'actionsmith/executors': [['LocalExecutor', 'RayJobExecutor', 'RayJobsApiExecutor'], ['Run']],
  'actionsmith/otel': [['registerTelemetry'], ['TelemetryOptions']],
  'actionsmith/loggers': [['ConsoleLogger', 'NoOpLogger'], ['RunEvent']],
  'actionsmith/schemas': [
    ['TrainResult', 'InferenceResult', 'UploadResult', 'ExportResult'],
    ['TrainResult', 'InferenceResult'],
  ],
  'actionsmith/testing': [
    ['testAction', 'testStep', 'failEachStep', 'fakeContext', 'FakeClock', 'MemoryLogger'],
    ['RunRecord', 'InvalidSample'],
  ],
  'actionsmith/ray': [['RayJobsClient', 'startLocalCluster'], []],
  'actionsmith/backend': [['openEmbeddedBackend', 'openHttpBackend'], ['Backend']],
  'actionsmith/pipelines': [
    ['displayProgressAsync', 'printProgressSummary', 'PipelineService', 'openPipelineServer'],
    ['PipelineProgress', 'ActionProgress'],
  ],
  'actionsmith/serve': [
    ['BaseServeDeployment', 'serve', 'ServeClient', 'ServeReply', 'ServeProblem', 'signModelToken'],
    ['BindOptions', 'DeployOptions', 'ServeRequest', 'ModelClaims'],
  ],
  'actionsmith/serve/worker': [['openServeWorker'], ['ServeWorker']],
  'actionsmith/storage': [
    ['openStorage', 'StorageError'],
    ['Storage', 'StorageEntry', 'StorageRecord'],
  ],
  'actionsmith/converters': [
    ['FromDMConverter', 'ToDMConverter', 'getConverter', 'guessFormat'],
    ['ConversionReport', 'DatasetFormat'],
  ],
  'actionsmith/ray/task-worker': [['openTaskWorker'], ['TaskWorker']],
  'actionsmith/ray/worker': [['openWorker'], []],
  'actionsmith/generator': [['generate'], []],
  'actionsmith/vite': [['default'], ['BuildOptions']],
  'actionsmith/rollup': [['default'], ['BuildOptions']],
  'actionsmith/rolldown': [['default'], ['BuildOptions']],
  'actionsmith/esbuild': [['default'], ['BuildOptions']],
  'actionsmith/webpack': [['default'], ['BuildOptions']],
  'actionsmith/codegen/v1': [['ActionRegistry', 'bindAction'], ['Validator']],
};

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-packed-')));
  // --ignore-scripts: dist/ is built by whatever starts the tests
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: TOOLKIT,
    encoding: 'utf8',
  });
  execFileSync('tar', ['-xzf', join(folder, packed.trim().split('\n').at(-1)!), '-C', folder]);
  writeIn(folder, 'node_modules/.keep', '');
  execFileSync('mv', [join(folder, 'package'), join(folder, 'node_modules/actionsmith')]);
  for (const name of [...Object.keys(manifest().dependencies), '@opentelemetry/api', '@types/node', 'undici-types']) linkPackage(name);
  writeIn(folder, 'package.json', '{ "type": "module" }');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the table has every entry point of the package', () => {
  const entries = Object.entries(manifest().exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [`actionsmith${path.slice(1)}`],
  );
  expect(Object.keys(MODULES).toSorted()).toEqual(entries.toSorted());
});

test('what is published is the bundles, their declarations and the schemas', () => {
  expect(readdirSync(join(folder, 'node_modules/actionsmith')).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'schemas',
  ]);
});

test('Node finds every class and function of the table', async () => {
  const wanted = Object.fromEntries(Object.entries(MODULES).map(([name, [values]]) => [name, values]));
  writeIn(
    folder,
    'use.mjs',
    `const missing = [];
for (const [name, values] of Object.entries(${JSON.stringify(wanted)})) {
  const module = await import(name);
  for (const value of values) if (module[value] === undefined) missing.push(name + ' ' + value);
}
console.log(JSON.stringify(missing));`,
  );
  expect(await runNode(['use.mjs'], { cwd: folder })).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
});

describe('the compiler finds them, with their types', () => {
  test.each([
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])('under $moduleResolution', async (resolution) => {
    const lines = Object.entries(MODULES).flatMap(([name, [values, types]], at) => [
      `import { ${[...values.map((value) => `${value} as v${at}_${value}`), ...types.map((type) => `type ${type} as t${at}_${type}`)].join(', ')} } from '${name}';`,
      ...values.map((value) => `export const use${at}_${value}: typeof v${at}_${value} = v${at}_${value};`),
      ...types.map((type) => `export type Use${at}_${type} = t${at}_${type};`),
    ]);
    writeIn(folder, 'src/use.ts', lines.join('\n'));
    const compilerOptions = { ...STRICTEST, ...resolution, types: ['node'], skipLibCheck: false };
    writeIn(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    expect((await runTsc(folder)).stdout).toBe('');
  });
});

function manifest(): { readonly dependencies: Readonly<Record<string, string>>; readonly exports: Readonly<Record<string, unknown>> } {
  return JSON.parse(readFileSync(join(TOOLKIT, 'package.json'), 'utf8')) as ReturnType<typeof manifest>;
}

function linkPackage(name: string): void {
  writeIn(folder, join('node_modules', dirname(name), '.keep'), '');
  symlinkSync(join(TOOLKIT, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
}
