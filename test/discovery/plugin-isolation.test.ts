import { isValidationError, LocalExecutor, loadAction, loadPlugin, NoOpLogger, PluginDiscovery, runPlugin } from 'actionsmith';
import { generate } from 'actionsmith/generator';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePlugin } from '../support/make-plugin.ts';

test('a plugin that is installed as a package runs by its own tsconfig.json too', async () => {
  const folder = makePlugin({
    'node_modules/decorated/config.yaml': 'name: Decorated\ncode: decorated\nactions:\n  mark:\n    name: Mark\n',
    'node_modules/decorated/package.json': { name: 'decorated', type: 'module' },
    'node_modules/decorated/tsconfig.json': { compilerOptions: { experimentalDecorators: true } },
    'node_modules/decorated/src/actions/mark.ts': `
import { MarkActionBase } from '../../generated/mark/action.js';
function mark(target: object): void { (target as { marked?: boolean }).marked = true; }
@mark
export class MarkAction extends MarkActionBase {
  override async execute(): Promise<boolean> {
    return 'marked' in MarkAction;
  }
}`,
  });
  const plugin = join(folder, 'node_modules/decorated');
  await generate({ plugin });
  expect(await runPlugin(plugin, 'mark', {}, { logger: new NoOpLogger() })).toBe(true);
});

/** Two plugins that differ in nothing by their names: code of the action, of files, package, alias, dependency. `mark` is what tells them apart. */
async function makeTwin(mark: 'one' | 'two'): Promise<string> {
  const folder = makePlugin({
    'config.yaml': 'name: Twin\ncode: twin\nversion: 0.1.0\nactions:\n  greet:\n    name: Greet\n    params: schemas/greet.params.json\n',
    'package.json': { name: 'twin', type: 'module', exports: { './own': './src/own.ts' } },
    'tsconfig.json': {
      compilerOptions: { paths: { '@lib/*': [`./src/lib-${mark}/*`] }, ...(mark === 'two' && { experimentalDecorators: true }) },
    },
    'schemas/greet.params.json': {
      type: 'object',
      properties: { name: { type: 'string', default: mark, maxLength: mark === 'one' ? 3 : 20 } },
    },
    'node_modules/units/package.json': {
      name: 'units',
      version: mark === 'one' ? '1.0.0' : '2.0.0',
      type: 'module',
      exports: './index.js',
    },
    'node_modules/units/index.js': `export const version = ${JSON.stringify(mark === 'one' ? '1.0.0' : '2.0.0')};`,
    [`src/lib-${mark}/where.ts`]: `export const where = 'lib of ${mark}';`,
    'src/own.ts': `export const own = 'own of ${mark}';`,
    'src/counter.ts': 'export class Counter { static count = 0; }',
    'src/actions/greet.ts': `
import { where } from '@lib/where';
import { own } from 'twin/own';
import { version } from 'units';
import { GreetActionBase } from '../../generated/greet/action.js';
import { Counter } from '../counter.js';
${mark === 'two' ? 'function mark(target: object): void { (target as { marked?: boolean }).marked = true; }\n@mark' : ''}
export class GreetAction extends GreetActionBase {
  override async execute(): Promise<object> {
    Counter.count += 1;
    return { name: this.params.name, where, own, version, count: Counter.count, marked: 'marked' in GreetAction };
  }
}`,
  });
  await generate({ plugin: folder });
  return folder;
}

const executor = new LocalExecutor({ logger: new NoOpLogger() });
const ONE = { name: 'one', where: 'lib of one', own: 'own of one', version: '1.0.0', count: 1, marked: false };
const TWO = { name: 'two', where: 'lib of two', own: 'own of two', version: '2.0.0', count: 1, marked: true };

test('two plugins whose names are all the same stay what they are, in one process', async () => {
  const [one, two] = [await makeTwin('one'), await makeTwin('two')];
  const [first, second] = [await loadPlugin(one), await loadPlugin(two)];
  expect(await executor.execute(first.registry.get('greet'), {})).toEqual(ONE);
  expect(await executor.execute(second.registry.get('greet'), {})).toEqual(TWO);
  const [again, other] = await Promise.all([
    runPlugin(one, 'greet', {}, { logger: new NoOpLogger() }),
    runPlugin(two, 'greet', {}, { logger: new NoOpLogger() }),
  ]);
  expect([again, other]).toEqual([
    { ...ONE, count: 2 },
    { ...TWO, count: 2 },
  ]);
});

test('each checks params by its own contract, and its classes are its own', async () => {
  const [one, two] = [await makeTwin('one'), await makeTwin('two')];
  const specs = [(await loadPlugin(one)).registry.get('greet'), (await loadPlugin(two)).registry.get('greet')] as const;
  const tooLong = await executor.execute(specs[0], { name: 'three' }).catch((error: unknown) => error);
  expect(isValidationError(tooLong) && tooLong.issues.map(({ path }) => path)).toEqual([['name']]);
  expect(await executor.execute(specs[1], { name: 'three' })).toMatchObject({ name: 'three' });
  const [ofOne, ofTwo] = await Promise.all(specs.map(loadAction));
  expect(ofOne).not.toBe(ofTwo);
  const discovered = await Promise.all([one, two].map(async (folder) => (await PluginDiscovery.fromPath(folder)).getActionClass('greet')));
  expect(discovered).toEqual([ofOne, ofTwo]);
  expect(specs[0].contractHash).not.toBe(specs[1].contractHash);
});
