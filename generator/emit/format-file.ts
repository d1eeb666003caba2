import { format } from 'oxfmt';
import { ActionsmithError } from '../../runtime/errors.ts';

/** Compiled code of more characters is for no reader: formatting takes seconds, and indents it to four times its size. */
const LARGEST_FORMATTED = 500_000;

/** Formats an emitted file; the formatter's parser is also the proof that the file parses. A file that does not is our bug, never the author's. */
export async function formatFile(path: string, text: string): Promise<string> {
  if (text.length > LARGEST_FORMATTED) return parsed(path, text);
  const { code, errors } = await format(path, text, { printWidth: 140, singleQuote: true });
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
