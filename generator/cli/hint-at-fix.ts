import { stripVTControlCharacters } from 'node:util';

/** The compiler's words for a member that a generated base asks for, and for a step that is not among those of `createSteps()`. */
const MISSING = [
  /error TS(?:2515|2653|2654|2655|2656|18052): .*(?:'\w+(?:Action|Step)Base')/,
  /error TS(?:2739|2740|2741): .* (?:required in|from) type '\w+Steps'/,
];

/**
 * Reads what the compiler prints, piece by piece, and gives one line to print after a piece in which a check ended with errors that
 * `actionsmith fix` can mend; else nothing. `plugin` as a user would type it.
 */
export function hintAtFix(plugin: string): (printed: string) => string {
  let rest = '';
  let isMissing = false;
  return (printed) => {
    const lines = (rest + stripVTControlCharacters(printed)).split('\n');
    rest = lines.pop()!;
    let hint = '';
    for (const line of lines) {
      isMissing ||= MISSING.some((pattern) => pattern.test(line));
      if (!/Found \d+ errors?\./.test(line)) continue;
      if (isMissing) hint = `\`actionsmith fix${plugin === '' ? '' : ` --plugin ${plugin}`}\` adds what is missing there.\n`;
      isMissing = false;
    }
    return hint;
  };
}
