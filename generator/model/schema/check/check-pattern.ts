import { modernPattern } from '../modern-pattern.ts';
import type { SchemaPlace } from '../json-schema.ts';
import type { SchemaProblem } from '../schema-problem.ts';

/** What is wrong with a regular expression. JSON Schema reads patterns with the u flag, which knows no needless escapes. */
export function checkPattern(pattern: string, place: SchemaPlace & Pick<SchemaProblem, 'on'>): SchemaProblem[] {
  try {
    new RegExp(pattern, 'u').test(''); // engines compile at the first use: only then do they say that a pattern is too large
    return [];
  } catch (error) {
    const modern = modernPattern(pattern);
    if (modern !== undefined) return [{ ...place, code: 'SCHEMA_PATTERN_ESCAPE', data: { pattern }, suggestion: `did you mean ${modern}` }];
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '').replace(`/${pattern}/u: `, '');
    return [{ ...place, code: 'SCHEMA_BAD_PATTERN', data: { pattern, reason: reason.charAt(0).toLowerCase() + reason.slice(1) } }];
  }
}
