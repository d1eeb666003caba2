import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrateFunctions } from '../../../generator/migrate/migrate-functions.ts';
import { installToolkit, makePlugin, TOOLKIT } from '../../support/make-plugin.ts';
import { runNode, runTsc } from '../../support/run-cli.ts';

/** A module for each way to write a function; `use.ts` runs every one by an executor, and calls those that other modules call. */
const MODULES: Readonly<Record<string, string>> = {
  'guide.ts': `import { defineAction, type RuntimeContext } from 'actionsmith';
import { z } from 'zod';

export const ConvertParams = z.object({ file_path: z.string() });
export const ConvertResult = z.object({ output_path: z.string(), converted: z.boolean() });

/** Converts a file. */
export const convert = defineAction(
  { name: 'convert', description: 'Convert a file', category: 'custom', params: ConvertParams, result: ConvertResult },
  (params: z.output<typeof ConvertParams>, context: RuntimeContext): z.output<typeof ConvertResult> => {
    context.setProgress(0, 100);
    const output_path = params.file_path.replace('.json', '.txt'); // stays
    context.setProgress(100, 100);
    return { output_path, converted: true };
  },
);
`,
  'async.ts': `import { defineAction } from 'actionsmith';
import { z } from 'zod';

const Text = z.object({ text: z.string().default('a'), times: z.int().default(2) });

export const repeat = defineAction({ name: 'repeat', params: Text }, async ({ text, ...rest }, { env, jobId = 'none' }) => {
  await Promise.resolve();
  return { text: text.repeat(rest.times), debug: env.get('DEBUG'), job: typeof jobId };
});
`,
  'values.ts': `import { defineAction } from 'actionsmith';

export const listed = defineAction({ name: 'listed' }, () => ({
  a: 1,
  text: \`
  two lines
    stay\`,
}));
export const doubled = defineAction({ name: 'doubled' }, ({ by }: { by: number }) => /* twice */ by * 2);
export const same = defineAction({ name: 'same' }, (params: { by: number }, ctx) => ({ params, ctx: typeof ctx }));
`,
  'bindings.ts': `import { defineAction } from 'actionsmith';

export const clamped = defineAction({ name: 'clamped' }, function (params: { by: number }, ctx) {
  if (params.by > 10) params = { by: 10 };
  const later = function () {
    return typeof ctx.jobId;
  };
  class Reader {
    kind = typeof ctx.env;
  }
  return { params, later: later(), kind: new Reader().kind };
});

export const shadowed = defineAction({ name: 'shadowed' }, (params: { by: number }, ctx) => {
  const inner = { params: 1 };
  const nested = [1, 2].map((by) => {
    const params = by + 1;
    return params;
  });
  ctx.log('seen', { nested });
  return [inner.params, nested, params.by];
});

export const defaulted = defineAction({ name: 'defaulted' }, (params: { by?: number } = {}, ctx = undefined as never) => [params.by ?? 7, typeof ctx]);
export const oneLine = defineAction({ name: 'oneLine' }, (params: { by: number }) => { return params.by; });
export const empty = defineAction({ name: 'empty' }, () => {});
`,
  'named.ts': `import { defineAction, type RuntimeContext } from 'actionsmith';

async function addTwo(params: { by: number }, ctx: RuntimeContext): Promise<number> {
  ctx.setMetrics({ by: params.by });
  return params.by + 2;
}

const plus = defineAction({ name: 'plus' }, addTwo);
const hidden = defineAction({ name: 'hidden' }, (params: { by: number }) => params.by - 1);

export const all = { plus, hidden };
export { plus, hidden as visible };
`,
  'annotated.ts': `import { type DefinedAction, defineAction } from 'actionsmith';

interface In { readonly n: number }

export const countdown: DefinedAction<In, In, number[]> = defineAction({ name: 'countdown' }, async (params, ctx) => {
  return params.n === 0 ? [0] : [params.n, ...(await countdown({ n: params.n - 1 }, ctx))];
});
export const typed = defineAction<In, In, string>({ name: 'typed' }, ({ n }) => String(n));
`,
  'whole.ts': `import * as smith from 'actionsmith';

export const spaced = smith.defineAction({ name: 'spaced' }, (params: { by: number }, ctx): string => {
\tctx.setProgress(1, 1);
\tif (params.by > 0) {
\t\treturn 'more';
\t}
\treturn 'none';
});
`,
  'aliased.ts':
    "import { defineAction as action, NoResult } from 'actionsmith';\r\n\r\nexport const windows = action({ name: 'windows', result: NoResult }, ({ by }: { by: number }) => {\r\n  return by;\r\n});\r\n",
  'default.ts': `import { defineAction } from 'actionsmith';

export default defineAction({ name: 'standard' }, (params: { by: number }) => params.by ** 2);
`,
  'inline.ts': `import { defineAction } from 'actionsmith';
import { z } from 'zod';

// Loud.
export const shout = defineAction({ name: 'shout', params: z.object({ text: z.string() }), result: z.object({ text: z.string() }) }, ({ text }) => ({ text: text.toUpperCase() }));
`,
  'plain.js': `import { defineAction } from 'actionsmith';

export const plain = defineAction({ name: 'plain' }, async (params, ctx) => {
  ctx.setProgress(1, 1);
  return Object.keys(params).length;
});
`,
};

const USE = `import { LocalExecutor, type RunEvent, RuntimeContext } from 'actionsmith';
import { windows } from '../src/aliased.js';
import { countdown, typed } from '../src/annotated.js';
import { repeat } from '../src/async.js';
import { clamped, defaulted, empty, oneLine, shadowed } from '../src/bindings.js';
import standard from '../src/default.js';
import { convert } from '../src/guide.js';
import { shout } from '../src/inline.js';
import { all, plus, visible } from '../src/named.js';
import { plain } from '../src/plain.js';
import { doubled, listed, same } from '../src/values.js';
import { spaced } from '../src/whole.js';

const lines: string[] = [];
const logger = { write: (event: RunEvent) => void lines.push(JSON.stringify({ ...event, time: 0, jobId: '' })) };
const executor = new LocalExecutor({ logger, jobId: 'job', env: { DEBUG: 'yes' } });
const by = { by: 20 };
for (const value of [
  await executor.execute(convert, { file_path: 'a.json' }),
  await executor.execute(repeat, {}),
  await executor.execute(listed, undefined),
  await executor.execute(doubled, by),
  await executor.execute(same, by),
  await executor.execute(clamped, by),
  await executor.execute(shadowed, by),
  await executor.execute(defaulted, undefined as never),
  await executor.execute(oneLine, by),
  await executor.execute(empty, undefined),
  await executor.execute(plus, by),
  await executor.execute(visible, by),
  await executor.execute(all.hidden, by),
  await executor.execute(countdown, { n: 2 }),
  await executor.execute(typed, { n: 2 }),
  await executor.execute(spaced, by),
  await executor.execute(windows, by),
  await executor.execute(standard, by),
  await executor.execute(shout, { text: 'a' }),
  await executor.execute(plain as never, by as never),
  await convert({ file_path: 'b.json' }, new RuntimeContext()),
  await standard({ by: 3 }, new RuntimeContext()),
  await executor.execute(convert, { file_path: 1 as never }).catch((error: Error) => error.message),
])
  lines.push(JSON.stringify(value) ?? 'nothing');
console.log(lines.join('\\n'));
`;

const CONFIG = `# kept
name: Functions
code: functions
actions:
  convert: # the first
    entrypoint: "src/guide:convert" # kept too
  shout: { entrypoint: functions.src.inline:shout, description: 'shout: shout' }
  other: { entrypoint: src/other:OtherAction }
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    outDir: 'dist',
    rootDir: '.',
    types: ['node'],
    allowJs: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  },
  include: ['src', 'test'],
};

test('every way to write a function becomes a class that compiles and does the same', async () => {
  const sources = Object.fromEntries(Object.entries(MODULES).map(([name, text]) => [`src/${name}`, text]));
  const folder = makePlugin({
    ...sources,
    'test/use.ts': USE,
    'config.yaml': CONFIG,
    'package.json': { type: 'module' },
    'tsconfig.json': TSCONFIG,
  });
  installToolkit(folder);
  symlinkSync(join(TOOLKIT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'dir');
  const buildAndRun = async (): Promise<string> => {
    expect((await runTsc(folder, [])).stdout).toBe('');
    const { code, stdout, stderr } = await runNode(['dist/test/use.js'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const before = await buildAndRun();
  expect(before.split('\n')).toHaveLength(before.split('\n').filter((line) => line !== '').length + 1);
  const { migrated, kept, changes } = migrateFunctions(folder);
  expect(kept).toEqual([]);
  expect(migrated).toHaveLength(19);
  for (const { path, after } of changes) writeFileSync(path, after);
  expect(await buildAndRun()).toBe(before);
  const all = Object.keys(sources).map((path) => readFileSync(join(folder, path), 'utf8'));
  expect(all.join('').match(/defineAction|RuntimeContext/g)).toEqual(['RuntimeContext', 'RuntimeContext']); // of addTwo, which stays a function
  expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toBe(
    CONFIG.replace('guide:convert', 'guide:ConvertAction').replace('inline:shout,', 'inline:ShoutAction,'),
  );
  expect(readFileSync(join(folder, 'src/guide.ts'), 'utf8')).toBe(GUIDE);
  expect(readFileSync(join(folder, 'src/whole.ts'), 'utf8')).toBe(WHOLE);
  expect(readFileSync(join(folder, 'src/aliased.ts'), 'utf8').replaceAll('\r\n', '')).not.toContain('\n');
  expect(migrateFunctions(folder)).toEqual({ migrated: [], kept: [], changes: [] });
});

const GUIDE = `import { BaseAction } from 'actionsmith';
import { z } from 'zod';

export const ConvertParams = z.object({ file_path: z.string() });
export const ConvertResult = z.object({ output_path: z.string(), converted: z.boolean() });

/** Converts a file. */
export class ConvertAction extends BaseAction<z.output<typeof ConvertParams>, z.output<typeof ConvertResult>> {
  static override readonly actionName = 'convert';
  static readonly description = 'Convert a file';
  static override readonly category = 'custom';
  static override readonly paramsModel = ConvertParams;
  static override readonly resultModel = ConvertResult;

  override execute(): z.output<typeof ConvertResult> {
    this.setProgress(0, 100);
    const output_path = this.params.file_path.replace('.json', '.txt'); // stays
    this.setProgress(100, 100);
    return { output_path, converted: true };
  }
}

export { ConvertAction as convert };
`;

const WHOLE = `import * as smith from 'actionsmith';

export class SpacedAction extends smith.BaseAction<{ by: number }, string> {
\tstatic override readonly actionName = 'spaced';

\toverride execute(): string {
\t\tthis.setProgress(1, 1);
\t\tif (this.params.by > 0) {
\t\t\treturn 'more';
\t\t}
\t\treturn 'none';
\t}
}

export { SpacedAction as spaced };
`;
