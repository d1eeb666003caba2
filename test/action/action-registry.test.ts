import { ActionRegistry, type ActionSpec, BaseAction, loadAction } from 'actionsmith';
import { expect, test } from 'vitest';

class TrainAction extends BaseAction {}

const spec = (more: Partial<ActionSpec> = {}): ActionSpec => ({
  name: 'train',
  type: 'class',
  title: 'Train',
  description: '',
  plugin: 'penguins',
  method: 'local',
  base: 'base',
  entrypoint: 'src/actions/train:TrainAction',
  contractHash: 'abc',
  resultValidation: 'warn',
  load: async () => TrainAction,
  ...more,
});
const info = { code: 'penguins', name: 'Penguins', version: '1.0.0', category: 'custom' };
const registry = new ActionRegistry(info, { train: spec(), export: spec({ name: 'export' }) });

test('the registry lists its actions in the order of the contract', () => {
  expect(registry.names()).toEqual(['train', 'export']);
  expect([registry.has('train'), registry.has('toString')]).toEqual([true, false]);
});

test('an action that does not exist is refused with the one that may have been meant', () => {
  expect(() => registry.get('trian')).toThrow('there is no action "trian" in plugin "penguins"; did you mean "train"?');
  expect(() => registry.get('deploy')).toThrow('there is no action "deploy" in plugin "penguins"; it has train, export');
});

test('an action is loaded through its spec', async () => {
  expect(await loadAction(registry.get('train'))).toBe(TrainAction);
});

test('a module that does not export the class is named', async () => {
  const missing = spec({ load: async () => undefined as never });
  await expect(loadAction(missing)).rejects.toThrow('action train should run TrainAction of src/actions/train, which it does not export');
  const plain = spec({ load: async () => class {} as never });
  await expect(loadAction(plain)).rejects.toThrow(
    'action train should run TrainAction of src/actions/train, which does not extend BaseAction',
  );
});

test('a module that fails while it is loaded is named, with the reason', async () => {
  const broken = spec({ load: () => Promise.reject(new SyntaxError('unexpected end')) });
  await expect(loadAction(broken)).rejects.toThrow('src/actions/train cannot be loaded: unexpected end');
});
