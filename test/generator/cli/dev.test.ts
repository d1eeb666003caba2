import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installToolkit, makePlugin, TOOLKIT, writeIn } from '../../support/make-plugin.ts';

const CONFIG = 'name: Tiny\ncode: tiny\nactions:\n  go:\n    result: schemas/go.json\n';
const SCHEMA = { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } };
const MINE = `import { GoActionBase, type GoResult } from '../../generated/go/action.js';

export class GoAction extends GoActionBase {
  execute(): GoResult {
    return { count: 1 };
  }
}
`;

interface Watching {
  /** Resolves with the whole output as soon as it fits; what fitted before does not count again. */
  readonly until: (pattern: RegExp) => Promise<string>;
}

function watchWith(...args: string[]): Watching {
  const child = spawn(process.execPath, [join(TOOLKIT, 'dist/cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  let output = '';
  let listen: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      listen?.();
    });
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      listen = () => {
        const match = pattern.exec(output);
        if (match === null) return;
        output = output.slice(match.index + match[0].length);
        listen = undefined;
        resolve(match[0]);
      };
      listen();
    });
  return { until };
}

test('dev: an edit of a schema is a compile error in the class of the author, and a step that is missing is one that fix adds', async () => {
  const folder = makePlugin({
    'config.yaml': CONFIG,
    'schemas/go.json': SCHEMA,
    'src/actions/go.ts': MINE,
    'tsconfig.json': {
      compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', skipLibCheck: true },
      include: ['src', 'generated'],
    },
  });
  installToolkit(folder);
  const { until } = watchWith('dev', '--plugin', folder);
  await until(/Found 0 errors/);
  writeIn(folder, 'schemas/go.json', JSON.stringify(SCHEMA).replaceAll('count', 'total'));
  expect(await until(/src\/actions\/go\.ts\(\d.*\n/)).toContain(
    "Property 'total' is missing in type '{ count: number; }' but required in type 'GoResult'",
  );
  writeIn(folder, 'config.yaml', `${CONFIG}    steps: [{ name: load }]\n`);
  await until(/error TS2515: .* createSteps |error TS265\d: .*createSteps/);
  expect(await until(/`actionsmith fix .*\n/)).toContain('adds what is missing there.');
});

test('--watch says one line a change, lives through broken YAML, and looks at what the contract reads alone', async () => {
  const folder = makePlugin({ 'config.yaml': CONFIG, 'schemas/go.json': SCHEMA });
  const { until } = watchWith('generate', folder, '--watch');
  await until(/^\d\d:\d\d:\d\d: \d+ written, 0 unchanged\.\nWatching the contract; Ctrl-C ends it\.\n/);
  writeIn(folder, 'schemas/go.json', JSON.stringify(SCHEMA).replaceAll('count', 'total'));
  expect(await until(/^\d\d:\d\d:\d\d .*\n/)).toMatch(/^\S+ schemas\/go\.json: \d+ written, \d unchanged\.\n$/);
  writeIn(folder, 'src/actions/go.ts', MINE);
  writeIn(folder, 'config.yaml', 'name: [\n');
  await until(/YAML_\w+[^]*config\.yaml: Nothing was written: \d errors?\.\n/);
  writeIn(folder, 'config.yaml', CONFIG);
  expect(await until(/^\d\d:\d\d:\d\d .*\n/)).toMatch(/^\S+ config\.yaml: Nothing to do: \d files are current\.\n$/);
});
