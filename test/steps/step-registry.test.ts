import { StepRegistry } from 'actionsmith';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoggedStep } from '../support/logged-steps.ts';

const step = (name: string): LoggedStep => new LoggedStep(name, {}, []);
const names = (registry: StepRegistry): string[] => registry.list().map(({ name }) => name);
const registryOf = (...all: string[]): StepRegistry => {
  const registry = new StepRegistry();
  for (const name of all) registry.register(step(name));
  return registry;
};

test('steps are kept in the order in which they are registered', () => {
  expect(names(registryOf('load', 'train', 'upload'))).toEqual(['load', 'train', 'upload']);
});

test('a step can be put before, after or in the place of another, moved, and taken out', () => {
  const registry = registryOf('load', 'train', 'upload');
  registry.insertBefore('train', step('check')).insertAfter('train', step('test')).replace('upload', step('publish'));
  expect(names(registry)).toEqual(['load', 'check', 'train', 'test', 'publish']);
  registry.move('check', { after: 'publish' }).move('test', { before: 'load' }).unregister('train');
  expect(names(registry)).toEqual(['test', 'load', 'publish', 'check']);
});

test('a step may replace itself under the same name', () => {
  const registry = registryOf('load');
  const better = step('load');
  registry.replace('load', better);
  expect(registry.list()).toEqual([better]);
});

test('a name that is taken is refused, and nothing changes', () => {
  const registry = registryOf('load', 'train');
  expect(() => registry.register(step('load'))).toThrow('there is already a step "load"');
  expect(() => registry.replace('train', step('load'))).toThrow('there is already a step "load"');
  expect(names(registry)).toEqual(['load', 'train']);
});

test('a name that does not exist is refused with the one that may have been meant', () => {
  const registry = registryOf('load', 'train');
  expect(() => registry.insertAfter('trian', step('test'))).toThrow('there is no step "trian"; did you mean "train"?');
  expect(() => registry.unregister('publish')).toThrow('there is no step "publish"; the steps are load, train');
  expect(() => registry.move('load', { before: 'upload' })).toThrow('there is no step "upload"');
  expect(names(registry)).toEqual(['load', 'train']);
});

test('the list is a copy', () => {
  const registry = registryOf('load');
  registry.list().pop();
  expect(names(registry)).toEqual(['load']);
});

test('after any moves the registry holds the same steps, each once', () => {
  const all = ['a', 'b', 'c', 'd'];
  const move = fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all), fc.boolean());
  fc.assert(
    fc.property(fc.array(move), (moves) => {
      const registry = registryOf(...all);
      for (const [name, anchor, before] of moves) {
        registry.move(name, before ? { before: anchor } : { after: anchor });
        const distance = names(registry).indexOf(anchor) - names(registry).indexOf(name);
        expect(name === anchor ? 0 : distance).toBe(name === anchor ? 0 : before ? 1 : -1);
      }
      expect(names(registry).toSorted()).toEqual(all);
    }),
  );
});
