import type { Draft } from '../../generator/model/schema/index.ts';
import { evaluateZod } from '../support/evaluate-zod.ts';
import { refusals } from './check-validator.ts';
import type { OfficialSuite } from './official-suite.ts';
import { bundleOfGroup } from './validators-lane.ts';

export interface ZodFigures {
  readonly groups: number;
  /** Groups for which there is a zod schema. */
  readonly taken: number;
  /** Verdicts of the taken ones. */
  readonly tests: number;
  readonly right: number;
  /** `group / test` of each verdict that is not the suite's, or of a throw. */
  readonly wrong: readonly string[];
  /** `group: why` of each schema that is refused, by ZOD_NOT_EMITTED or as the validator's is. */
  readonly refused: readonly string[];
}

/** The verdicts of the zod schemas that `generate --zod` writes, over one draft of the suite. */
export function runZod(suite: OfficialSuite, draft: Draft): ZodFigures {
  const groups = suite.groups.filter((group) => group.draft === draft);
  const wrong: string[] = [];
  const refused: string[] = [];
  let [tests, right] = [0, 0];
  for (const group of groups) {
    const { bundle, root } = bundleOfGroup(group, suite);
    const codes = refusals(bundle, root);
    const made = codes.length > 0 ? { refused: codes.join(', ') } : evaluateZod(bundle, root);
    if ('refused' in made) {
      refused.push(`${group.name}: ${made.refused}`);
      continue;
    }
    for (const { description, data, valid } of group.tests) {
      tests += 1;
      const verdict = attempt(() => made.schema.safeParse(structuredClone(data)).success);
      if (verdict === valid) right += 1;
      else wrong.push(`${group.name} / ${description}: ${verdict}`);
    }
  }
  return { groups: groups.length, taken: groups.length - refused.length, tests, right, wrong, refused };
}

function attempt<T>(run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}
