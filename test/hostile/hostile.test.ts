import { beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../generator/diagnostics/catalogue.ts';
import { injection } from './cases/injection.ts';
import { names } from './cases/names.ts';
import { references } from './cases/references.ts';
import { structure } from './cases/structure.ts';
import { yaml } from './cases/yaml.ts';
import { foreignCode } from './foreign-code.ts';
import type { HostileCase } from './hostile-case.ts';
import type { Outcome, Result } from './outcome.ts';
import { type Finished, runCases } from './run-cases.ts';

const SUITES = { injection, names, references, yaml, structure };
const all: readonly HostileCase[] = Object.values(SUITES).flat();
/** Generous: the machine may be busy. Weaker programs take for ever. */
const TOO_LONG_MS = 20_000;

let finished: Finished;
let outcomes: ReadonlyMap<string, Outcome>;
beforeAll(async () => {
  finished = await runCases(all);

  outcomes = new Map(finished.outcomes.map((outcome) => [outcome.name, outcome]));
}, 300_000);

test('there are at least 300 cases, each with a name of its own', () => {
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('nothing outside of the plugin is read or written, no network is asked, no process is started', () => {
  const [awake, elsewhere] = [finished.sightings.filter(isAwake), finished.sightings.filter((sighting) => !isAwake(sighting))];
  const mayRead = new Map(all.map((one) => [one.name, one.mayRead]));
  expect(elsewhere.filter((sighting) => !sighting.detail.endsWith(mayRead.get(sighting.case) ?? '\0'))).toEqual([]);
  // A spy that sleeps would have seen nothing either.
  expect(awake.map(({ what }) => what)).toEqual(expect.arrayContaining(['readFileSync', 'connect']));
});

describe.each(Object.entries(SUITES))('%s', (_, cases) => {
  test.each(cases)('$name', ({ name, expect: answer }) => {
    const { plugin, schema } = outcomes.get(name)!;
    for (const result of [plugin, schema]) if (result) expect(faultsOf(result)).toEqual([]);
    if (answer) expect(Object.keys(plugin!.files).length > 0 ? 'output' : 'error').toBe(answer);
  });
});

/** All that a hostile folder must not have brought about. */
function faultsOf(result: Result): string[] {
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  const hasAnswer = Object.keys(result.files).length > 0 || errors.length > 0 || result.refusal !== undefined;
  return [
    ...(result.thrown === undefined ? [] : [`it threw: ${result.thrown.slice(0, 600)}`]),
    ...(result.marked ? ['its text ran as code'] : []),
    ...result.polluted.map((key) => `every object has ${key}`),
    ...(result.ms < TOO_LONG_MS ? [] : [`it took ${Math.round(result.ms)} ms`]),
    ...(hasAnswer || result.thrown !== undefined ? [] : ['there is neither a result nor an error']),
    ...(JSON.stringify(result).includes('TOP-SECRET') ? ['it tells what lies outside of the plugin'] : []),
    ...result.diagnostics
      .filter(({ code }) => !Object.hasOwn(catalogue, code))
      .map(({ code }) => `the code ${code} is not in the catalogue`),
    ...result.diagnostics.filter(({ message }) => message.length > 2000).map(({ code }) => `the message of ${code} is too long`),
    ...Object.entries(result.files).flatMap(([path, text]) => foreignIn(path, text)),
  ];
}

function foreignIn(path: string, text: string): string[] {
  if (path.endsWith('.json')) return typeof JSON.parse(text) === 'object' ? [] : [`${path} is no JSON`];
  if (/[\u202a-\u202e\u2066-\u2069\u2028\u2029\0]/.test(text)) return [`${path} has characters that mislead its reader`];
  try {
    return foreignCode(text).map((found) => `${path} has ${found}`);
  } catch (error) {
    return [`${path} does not parse: ${String(error).slice(0, 300)}`];
  }
}

function isAwake({ case: name }: { case: string }): boolean {
  return name === 'the spy is awake';
}
