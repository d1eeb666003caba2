import { format } from 'oxfmt';
import { ActionsmithError } from '../../runtime/errors.ts';

/** Formats an emitted file; the formatter's parser is also the proof that the file parses. A file that does not is our bug, never the author's. */
export async function formatFile(path: string, text: string): Promise<string> {
  const { code, errors } = await format(path, text, { printWidth: 140, singleQuote: true });
  const [error] = errors;
  if (error)
    throw new ActionsmithError(`the generator wrote a file that does not parse, ${path}: ${error.message}`, {
      code: 'EMITTED_FILE_DOES_NOT_PARSE',
    });
  return code;
}
