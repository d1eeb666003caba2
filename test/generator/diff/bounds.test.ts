import { expect, test } from 'vitest';
import { diffConfigs } from '../../support/diff-configs.ts';

/** Twelve definitions, each with five alternatives that lead to others: more ways through them than can be followed. */
function web(leaf: object): object {
  const nodes = Array.from({ length: 12 }, (_node, from) => [`N${from}`, { anyOf: [leaf, ...[0, 1, 2, 3].map((at) => way(from, at))] }]);
  return { actions: { act: { params: { type: 'object', properties: { root: node(0) }, $defs: Object.fromEntries(nodes) } } } };
}

function way(from: number, at: number): object {
  return { type: 'object', properties: { [`k${at}`]: node(from * 3 + at), [`m${at}`]: node(from + at) }, required: [`k${at}`] };
}

function node(at: number): object {
  return { $ref: `#/$defs/N${at % 12}` };
}

function choice(at: number): object {
  return { anyOf: [{ required: [`a${at}`] }, { required: [`b${at}`] }, { properties: { [`c${at}`]: { type: 'string' } } }] };
}

function choices(count: number): object {
  return { actions: { act: { params: { type: 'object', allOf: Array.from({ length: count }, (_part, at) => choice(at)) } } } };
}

test('what says the same is no change, however many ways lead through it', async () => {
  expect(await diffConfigs(web({ type: 'string' }), web({ type: ['string'] }))).toEqual([]);
});

test('what is too much to be followed ends, with what was found', async () => {
  const found = await diffConfigs(web({ type: 'string' }), web({ type: 'string', maxLength: 4 }));
  expect(found[0]).toMatchObject({
    rule: 'params-bound-tightened',
    subject: 'act params.root',
    message: 'must be <= 4 characters (was unlimited)',
  });
}, 30_000);

test('alternatives of alternatives of alternatives are compared by their text', async () => {
  const found = await diffConfigs(choices(20), choices(21));
  expect(found.map(({ severity, rule }) => `${severity} ${rule}`)).toContain('risky params-cannot-compare');
});
