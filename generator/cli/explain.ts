import { Command, Option } from 'commander';
import { ActionsmithError } from '../../runtime/errors.ts';
import { suggest } from '../../runtime/validation/suggest.ts';
import type { DiffRule } from '../diff/diff-rules.ts';
import { explain, type Explanation, listCodes } from '../diagnostics/explain.ts';

/** `explain <CODE>`: what a diagnostic means, why it is raised, and what to do about it. Without a code, all of them. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Say what a diagnostic means, why it is raised, and what to do about it.')
    .argument('[code]', 'the code beside a problem, like SCHEMA_REF_NOT_FOUND, or a rule of diff (default: list all codes)')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample:\n  $ actionsmith explain SCHEMA_REF_NOT_FOUND')
    .action(async (code: string | undefined, { format }: { format: string }) => {
      const rule = code === undefined ? undefined : await findRule(code);
      if (rule !== undefined)
        return void process.stdout.write(format === 'json' ? `${JSON.stringify(rule, undefined, 2)}\n` : rulePage(rule));
      const found = code === undefined ? listCodes().map(explainKnown) : explainKnown(code.toUpperCase());
      process.stdout.write(format === 'json' ? `${JSON.stringify(found, undefined, 2)}\n` : asText(found));
    });
}

/** The rules of `diff` have small letters. */
async function findRule(id: string): Promise<DiffRule | undefined> {
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) return undefined;
  const { listRules } = await import('../diff/diff-rules.ts');
  const rules = listRules();
  const found = rules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const near = suggest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new ActionsmithError(`there is no rule ${JSON.stringify(id)}${near === undefined ? '' : `; did you mean ${near}?`}`, {
    code: 'USAGE',
  });
}

function rulePage({ id, severity, title, why, fix }: DiffRule): string {
  return `${id} (${severity})\n${title}.\n\nWhy: ${why}\nFix: ${fix}\n`;
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
