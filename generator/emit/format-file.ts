import { format } from 'oxfmt';
import { ActionsmithError } from '../../runtime/errors.ts';
import { ANY_STYLE, PRETTIER, type Style } from '../plan/style/style.ts';
import { hasShortUnion, ignoreStatements, splitStatements } from './format/ignore-statements.ts';
import { stretchArrays } from './format/stretch-arrays.ts';

/** Compiled code of more characters is for no reader: formatting takes seconds, and indents it to four times its size. */
const LARGEST_FORMATTED = 500_000;
const VALIDATORS = /(?:^|\/)validators\.ts$/; // their functions say themselves that they are kept as they are
const COMPILED = /(?:^|\/)(?:rules|zod)\.ts$/;
const COMPILED_WIDTH = 140; // nested conditions, which nobody reads, double in size at 80

/**
 * Formats an emitted file so that formatters leave it as it is in each of the styles; the parser in ours is also the proof that the file parses. A file
 * that does not is our bug, never the author's. It is printed in the narrowest style; a comment keeps both tools away from a statement that looks otherwise in another.
 */
export async function formatOwned(path: string, text: string, styles: readonly Style[] = ANY_STYLE): Promise<string> {
  const [style = PRETTIER, ...others] = styles.toSorted((a, b) => a.printWidth - b.printWidth);
  if (VALIDATORS.test(path) && text.length > LARGEST_FORMATTED) return ignoreStatements(await parsed(path, text), () => true);
  if (COMPILED.test(path)) return ignoreStatements(await formatFile(path, text, { ...style, printWidth: COMPILED_WIDTH }), () => true);
  const code = await formatFile(path, text, style);
  const also = await Promise.all(others.map((other) => formatFile(path, code, other)));
  if (path.endsWith('.json')) return also.reduce((broken, other, at) => stretched(broken, other, style, others[at]!), code);
  if (!path.endsWith('.ts')) return code;
  const stable = also.map((other) => new Set(splitStatements(other)));
  const width = others.at(-1)?.printWidth ?? style.printWidth;
  return ignoreStatements(code, (part) => stable.some((parts) => !parts.has(part)) || hasShortUnion(part, width));
}

/** In two styles that differ in more, JSON cannot be the same. */
function stretched(code: string, other: string, { printWidth, ...style }: Style, { printWidth: width, ...wider }: Style): string {
  return printWidth < width && JSON.stringify(style) === JSON.stringify(wider) ? stretchArrays(code, other, width) : code;
}

/** Formats in one style: what is the author's from then on. */
export async function formatFile(path: string, text: string, style: Style = PRETTIER): Promise<string> {
  const first = await format(path, text, style);
  const { code, errors } = first.errors[0]?.message.startsWith('Failed to parse config') ? await format(path, text, PRETTIER) : first;
  const [error] = errors;
  if (error) throw unparsable(path, error.message);
  return code;
}

async function parsed(path: string, text: string): Promise<string> {
  const { build } = await import('esbuild');
  try {
    await build({ stdin: { contents: text, loader: 'ts' }, write: false, logLevel: 'silent' }); // its transform would pass a large text in a file in /tmp
  } catch (error) {
    throw unparsable(path, error instanceof Error ? error.message : String(error));
  }
  return text;
}

function unparsable(path: string, reason: string): ActionsmithError {
  return new ActionsmithError(`the generator wrote a file that does not parse, ${path}: ${reason}`, {
    code: 'EMITTED_FILE_DOES_NOT_PARSE',
  });
}
