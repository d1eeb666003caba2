import { generate } from 'actionsmith/generator';
import { NoOpLogger, runPlugin } from 'actionsmith';
import { shutdownTasks } from 'actionsmith/executors';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writeIn } from '../../support/make-plugin.ts';

const dashboardUrl = inject('rayDashboardUrl');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-two-')));
const plugins = [join(folder, 'left'), join(folder, 'right')] as const;
beforeAll(() => Promise.all([writePlugin('left'), writePlugin('right')]));
afterAll(async () => {
  await shutdownTasks();
  rmSync(folder, { recursive: true, force: true });
});

test('two plugins whose modules and actions have the same names each run their own code, in the actors that a process shares and in the process', async () => {
  const expected = ['left 0', 'left 1', 'right 0', 'right 1'];
  expect(await namesOfRuns('task')).toEqual(expected);
  expect(await namesOfRuns('local')).toEqual(expected);
});

/** Of two runs of each plugin, all at the same time. */
async function namesOfRuns(mode: string): Promise<string[]> {
  const options = { mode, logger: new NoOpLogger(), ray: { dashboardUrl, maxActors: 1 } };
  const results = await Promise.all([...plugins, ...plugins].map((plugin) => runPlugin(plugin, 'who', {}, options)));
  return results.map((result) => (result as Who).name).toSorted();
}

interface Who {
  readonly name: string;
}

/** Its module counts its runs: state that would be shared where modules were. */
async function writePlugin(code: string): Promise<void> {
  const plugin = join(folder, code);
  const result = '{ type: object, required: [name], properties: { name: { type: string } } }';
  const config = `name: Two\ncode: ${code}\nversion: 0.1.0\ncategory: custom\nactions:\n  who:\n    name: Who\n    result: ${result}\n`;
  writeIn(plugin, 'config.yaml', config);
  writeIn(plugin, 'package.json', `{ "name": "two", "type": "module" }`);
  writeIn(plugin, 'src/name.ts', `let runs = 0;\nexport const nextName = (): string => \`${code} \${runs++}\`;\n`);
  writeIn(plugin, 'src/actions/who.ts', WHO);
  await generate({ plugin });
}

const WHO = `import { WhoActionBase, type WhoResult } from '../../generated/who/action.js';
import { nextName } from '../name.js';

export class WhoAction extends WhoActionBase {
  override async execute(): Promise<WhoResult> {
    return { name: nextName() };
  }
}
`;
