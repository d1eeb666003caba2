import type { Draft } from '../../generator/model/schema/index.ts';
import { refusals } from './check-validator.ts';
import { compileInstances } from './compile-instances.ts';
import type { OfficialSuite, SuiteGroup } from './official-suite.ts';
import type { PrintRoot } from './type-printers.ts';
import { bundleOfGroup } from './validators-lane.ts';

export interface TypesFigures {
  /** Groups with a Root that compiles, of those whose schema was not refused. */
  readonly typed: number;
  readonly groups: number;
  readonly valid: number;
  readonly invalid: number;
  readonly caught: number;
  /** `group: why` where there is no usable Root. */
  readonly untyped: readonly string[];
  /** `group / test: why` of each valid instance that the compiler rejects. */
  readonly rejected: readonly string[];
  readonly byGroup: ReadonlyMap<string, GroupFigures>;
}

/** What the types of one group do: how often they are right. */
export interface GroupFigures {
  readonly statesType: boolean;
  readonly rejectedValid: number;
  readonly caughtInvalid: number;
}

/** The types of one draft of the suite, from one printer, held against all instances by the compiler. */
export async function runTypes(suite: OfficialSuite, draft: Draft, print: PrintRoot): Promise<TypesFigures> {
  const untyped: string[] = [];
  const printed: { group: SuiteGroup; types: string }[] = [];
  const groups = suite.groups.filter((group) => group.draft === draft && !isRefused(group, suite));
  for (const group of groups) {
    const { bundle, root } = bundleOfGroup(group, suite);
    try {
      printed.push({ group, types: await print(bundle, root) });
    } catch (error) {
      untyped.push(`${group.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const compiled = await compileInstances(
    printed.map(({ group, types }) => ({ types, values: group.tests.map(({ data }) => ({ type: 'Root', value: data })) })),
  );
  const rejected: string[] = [];
  const byGroup = new Map<string, GroupFigures>();
  let [typed, valid, invalid, caught] = [0, 0, 0, 0];
  for (const [at, { group }] of printed.entries()) {
    const { typeErrors, rejections } = compiled[at]!;
    const noRoot = typeErrors[0] ?? rejections.find((message) => message?.includes("Cannot find name 'Root'"));
    if (noRoot !== undefined) {
      untyped.push(`${group.name}: ${noRoot}`);
      continue;
    }
    const wrong = group.tests.flatMap((test, index) =>
      test.valid && rejections[index] !== undefined ? [`${group.name} / ${test.description}: ${rejections[index]}`] : [],
    );
    const caughtHere = group.tests.filter((test, index) => !test.valid && rejections[index] !== undefined).length;
    rejected.push(...wrong);
    typed += 1;
    valid += group.tests.filter((test) => test.valid).length;
    invalid += group.tests.filter((test) => !test.valid).length;
    caught += caughtHere;
    byGroup.set(group.name, { statesType: statesType(group), rejectedValid: wrong.length, caughtInvalid: caughtHere });
  }
  return { typed, groups: groups.length, valid, invalid, caught, untyped, rejected, byGroup };
}

function isRefused(group: SuiteGroup, suite: OfficialSuite): boolean {
  const { bundle, root } = bundleOfGroup(group, suite);
  return refusals(bundle, root).length > 0;
}

function statesType({ schema }: SuiteGroup): boolean {
  return typeof schema === 'object' && 'type' in schema;
}
