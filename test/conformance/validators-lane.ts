import { SchemaBundle, type Draft, type SchemaRoot } from '../../generator/model/schema/index.ts';
import { makeValidator } from './check-validator.ts';
import { wrongInPlainAjv } from './plain-ajv.ts';
import type { OfficialSuite, SuiteGroup } from './official-suite.ts';

export interface ValidatorFigures {
  readonly groups: number;
  readonly tests: number;
  readonly right: number;
  readonly ajvRight: number;
  /** `group / test` of each verdict that is not the suite's. */
  readonly wrong: readonly string[];
  /** `group: CODE` of each schema that was refused. */
  readonly refused: readonly string[];
  /** The refused ones that ajv gets wholly right. */
  readonly refusedNeedlessly: readonly string[];
}

/** A bundle in which a group's schema is a document, with the suite's remotes. */
export function bundleOfGroup(group: SuiteGroup, suite: OfficialSuite): { bundle: SchemaBundle; root: SchemaRoot } {
  const bundle = new SchemaBundle({ draft: group.draft, load: (uri) => suite.remotes.get(uri) });
  return { bundle, root: { uri: 'file:///suite/schema.json', pointer: '', schema: group.schema } };
}

/** The verdicts of our validators over one draft of the suite. */
export async function runValidators(suite: OfficialSuite, draft: Draft): Promise<ValidatorFigures> {
  const groups = suite.groups.filter((group) => group.draft === draft);
  const wrong: string[] = [];
  const refused: string[] = [];
  const refusedNeedlessly: string[] = [];
  let [tests, right, ajvRight] = [0, 0, 0];
  for (const group of groups) {
    const { bundle, root } = bundleOfGroup(group, suite);
    const ajvWrong = wrongInPlainAjv(group, suite);
    tests += group.tests.length;
    ajvRight += group.tests.length - ajvWrong;
    const made = await makeValidator(bundle, root);
    if ('refused' in made) {
      refused.push(`${group.name}: ${made.refused.join(', ')}`);
      if (ajvWrong === 0) refusedNeedlessly.push(group.name);
      continue;
    }
    const failed = group.tests.filter(({ data, valid }) => made.verdict(data) !== valid);
    right += group.tests.length - failed.length;
    wrong.push(...failed.map((test) => `${group.name} / ${test.description}`));
  }
  return { groups: groups.length, tests, right, ajvRight, wrong, refused, refusedNeedlessly };
}
