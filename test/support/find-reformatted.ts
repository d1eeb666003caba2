import { format as oxfmt } from 'oxfmt';
import { format as prettier, type Options } from 'prettier';

/** Which of the files one of the formatters would print in another way, under options of its own; path → text. */
export async function findReformatted(
  files: Readonly<Record<string, string>>,
  options: { readonly prettier?: Options; readonly oxfmt?: Parameters<typeof oxfmt>[2] } = { prettier: {}, oxfmt: {} },
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (options.prettier && (await prettier(text, { filepath: path, ...options.prettier })) !== text) wrong.push(`prettier: ${path}`);
    if (options.oxfmt && (await oxfmt(path, text, options.oxfmt)).code !== text) wrong.push(`oxfmt: ${path}`);
  }
  return wrong;
}
