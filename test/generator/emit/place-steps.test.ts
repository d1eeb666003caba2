import { array, assert, constantFrom, option, property, record, shuffledSubarray, subarray, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { BaseStep, StepRegistry } from 'actionsmith';
import { builtInSteps } from '../../../generator/check/built-in-steps.ts';
import { orderSteps } from '../../../generator/check/order-steps.ts';
import { placeSteps } from '../../../generator/emit/place-steps.ts';
import type { ActionModel } from '../../../generator/model/plugin-model.ts';

type Placement = { readonly kind: 'before' | 'after' | 'replace'; readonly step: string } | undefined;

const BUILT_IN = builtInSteps('export').map(({ name }) => name);

class Named extends BaseStep {
  readonly progressWeight = 1;
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  override execute(): void {}
}

function order(placements: readonly Placement[]): { readonly calls: string[]; readonly wanted: string[]; readonly got: string[] } {
  const steps = placements.map((placement, index) => ({ name: `own_${index}`, ...(placement && { placement }) }));
  const run = steps.some(({ placement }) => placement) ? orderSteps(steps as never, 'export') : undefined;
  const calls = placeSteps({ steps, order: run } as unknown as ActionModel);
  const registry = new StepRegistry();
  if (run !== undefined) for (const name of BUILT_IN) registry.register(new Named(name));
  const texts = calls.map(
    ({ method, anchor, name }) => `registry.${String(method)}(${anchor === undefined ? '' : `${String(anchor)}, `}own(${String(name)}));`,
  );
  new Function('registry', 'own', texts.join('\n'))(registry, (name: string) => new Named(name));
  const wanted = run?.map((one) => ('builtIn' in one ? one.builtIn : `own_${one.index}`)) ?? steps.map(({ name }) => name);
  return { calls: texts, wanted, got: registry.list().map(({ name }) => name) };
}

test('steps without a place are all that runs', () => {
  expect(order([undefined, undefined]).calls).toEqual(['registry.register(own("own_0"));', 'registry.register(own("own_1"));']);
});

test('a step stands beside the built-in one that it names, or in its place', () => {
  const { calls } = order([
    { kind: 'before', step: 'initialize' },
    { kind: 'replace', step: 'convert_data' },
    undefined,
    { kind: 'after', step: 'finalize' },
  ]);
  expect(calls).toEqual([
    'registry.replace("convert_data", own("own_1"));',
    'registry.insertBefore("initialize", own("own_0"));',
    'registry.insertAfter("own_1", own("own_2"));',
    'registry.insertAfter("finalize", own("own_3"));',
  ]);
});

test('whatever is placed wherever, the run has the order that the contract was checked for', () => {
  const placement = option(record({ kind: constantFrom('before' as const, 'after' as const), step: constantFrom(...BUILT_IN) }), {
    nil: undefined,
  });
  const replacements = subarray(BUILT_IN).map((steps) => steps.map((step): Placement => ({ kind: 'replace', step })));
  const mixed = tuple(array(placement, { maxLength: 8 }), replacements).chain(([placed, replacing]) => {
    const all: Placement[] = [...placed, ...replacing];
    return shuffledSubarray(all, { minLength: all.length });
  });
  assert(
    property(mixed, (placements) => {
      const { got, wanted } = order(placements);
      expect(got).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});
