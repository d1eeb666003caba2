/**
 * A pattern as the u flag reads it: JavaScript without the flag, which many schemas were written for, takes a needless escape for the character
 * (`\_`), and a bracket or hyphen that cannot mean anything for itself. Escapes of letters and digits are left alone: `\A` is an anchor elsewhere, so what
 * was meant is not known. The pattern itself where it is one already, undefined where it cannot be made one.
 */
export function modernPattern(pattern: string): string | undefined {
  if (isPattern(pattern)) return pattern;
  const modern = rewrite(pattern);
  return modern !== pattern && isPattern(modern) ? modern : undefined;
}

/** Whether it compiles with the u flag. */
export function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u').test(''); // engines compile at the first use: only then do they say that a pattern is too large
    return true;
  } catch {
    return false;
  }
}

const CLASS_ESCAPE = /^\\[dDwWsS]$/;
const TOKEN = /\\[\s\S]|\{\d+(?:,\d*)?\}|[\s\S]/gu;

function rewrite(pattern: string): string {
  const tokens = pattern.match(TOKEN) ?? [];
  let inClass = false;
  return tokens
    .map((token, at) => {
      if (inClass) {
        if (token === ']') inClass = false;
        const beside = CLASS_ESCAPE.test(tokens[at - 1] ?? '') || CLASS_ESCAPE.test(tokens[at + 1] ?? '');
        return token === '-' && beside ? '\\-' : withoutNeedlessEscape(token, /[\^$\\.*+?()[\]{}|/-]/);
      }
      if (token === '[') inClass = true;
      if (token === ']' || token === '{' || token === '}') return `\\${token}`;
      return withoutNeedlessEscape(token, /[\^$\\.*+?()[\]{}|/]/);
    })
    .join('');
}

function withoutNeedlessEscape(token: string, needed: RegExp): string {
  const [escape, character = ''] = token;
  return token.length > 1 && escape === '\\' && !/[\p{L}\p{N}]/u.test(character) && !needed.test(character) ? character : token;
}
