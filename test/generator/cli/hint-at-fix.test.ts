import { expect, test } from 'vitest';
import { hintAtFix } from '../../../generator/cli/hint-at-fix.ts';

const HINT = '`actionsmith fix --plugin my-plugin` adds what is missing there.\n';
const ABSTRACT =
  "src/actions/go.ts(3,14): error TS2515: Non-abstract class 'GoAction' does not implement inherited abstract member execute from class 'GoActionBase'.\n";
const STEP =
  "\u001B[96msrc/a.ts\u001B[0m:9:5 - \u001B[91merror\u001B[0m\u001B[90m TS2741: \u001B[0mProperty 'fit' is missing in type '{ load: LoadStep; }' but required in type 'GoSteps'.\n";
const END = '12:00:00 PM - Found 1 error. Watching for file changes.\n';

test.each([ABSTRACT, STEP, STEP.replace(/Property.*/, "Type '{}' is missing the following properties from type 'GoSteps': load, fit")])(
  'the hint comes once, when the check has ended: %j',
  (error) => {
    const hint = hintAtFix('my-plugin');
    expect([error.slice(0, 30), error.slice(30), error, END, END].map(hint)).toEqual(['', '', '', HINT, '']);
  },
);

test('what fix cannot mend has no hint', () => {
  const hint = hintAtFix('');
  expect(hint("src/a.ts(1,1): error TS2741: Property 'x' is missing in type '{}' but required in type 'GoResult'.\n")).toBe('');
  expect(hint(END)).toBe('');
});
