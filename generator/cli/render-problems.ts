import { Option } from 'commander';
import type { Diagnostic } from '../diagnostics/types.ts';
import { packageVersion } from '../package-version.ts';

export const FORMATS = ['text', 'json', 'github', 'sarif'] as const;

/** `--format`, for every command that prints diagnostics. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how problems are printed').choices(FORMATS).default('text');
}

/** The same diagnostics in the words of who reads them. `folder` stands before every file, so that a terminal can open it. */
export async function renderProblems(diagnostics: readonly Diagnostic[], format: string, folder: string): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../diagnostics/render-json.ts')).renderJson(diagnostics);
    case 'github':
      return (await import('../diagnostics/render-github.ts')).renderGithub(diagnostics, folder);
    case 'sarif':
      return (await import('../diagnostics/render-sarif.ts')).renderSarif(diagnostics, packageVersion(), folder);
    default:
      return (await import('../diagnostics/render-text.ts')).renderText(diagnostics, {
        folder,
        colour: process.stderr.isTTY && !process.env.NO_COLOR,
      });
  }
}
