import { Command, Option } from 'commander';
import { ActionsmithError } from '../../runtime/errors.ts';
import { suggest } from '../../runtime/validation/suggest.ts';
import { explain, type Explanation, listCodes } from '../diagnostics/explain.ts';

/** `explain <CODE>`: what a diagnostic means, why it is raised, and what to do about it. Without a code, all of them. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Say what a diagnostic means, why it is raised, and what to do about it.')
    .argument('[code]', 'the code beside a problem, like SCHEMA_REF_NOT_FOUND (default: list them all)')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample:\n  $ actionsmith explain SCHEMA_REF_NOT_FOUND')
    .action((code: string | undefined, { format }: { format: string }) => {
      const found = code === undefined ? listCodes().map(explainKnown) : explainKnown(code.toUpperCase());
      process.stdout.write(format === 'json' ? `${JSON.stringify(found, undefined, 2)}\n` : asText(found));
    });
}

function explainKnown(code: string): Explanation {
  const found = explain(code);
  if (found !== undefined) return found;
  const near = suggest(code, listCodes());
  const advice = near === undefined ? 'actionsmith explain lists all codes' : `did you mean ${near}?`;
  throw new ActionsmithError(`there is no diagnostic ${JSON.stringify(code)}; ${advice}`, { code: 'USAGE' });
}

function asText(found: Explanation | readonly Explanation[]): string {
  if (!Array.isArray(found)) return page(found as Explanation);
  const width = Math.max(...(found as readonly Explanation[]).map(({ code }) => code.length));
  return (found as readonly Explanation[]).map(({ code, title }) => `${code.padEnd(width)}  ${title}\n`).join('');
}

function page({ code, severity, title, cause, fix }: Explanation): string {
  return `${code} (${severity})\n${title}.\n\nWhy: ${cause}\nFix: ${fix}\n`;
}
