import { relative } from 'node:path';
import { Command, Option } from 'commander';
import type { ContractSide } from '../diff/contract-side.ts';
import type { DiffSeverity, Finding } from '../diff/finding.ts';
import type { OpenedContract, Operand } from './diff/open-contract.ts';
import { renderProblems } from './render-problems.ts';

interface Flags {
  readonly format: 'text' | 'json' | 'github';
  readonly failOn: 'breaking' | 'risky' | 'none';
}

/** `diff <old> <new>`: what changed between two contracts, and for whom it breaks. Exits 1 where something does. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('Compare two contracts: what changed for who calls the actions, reads their results, or goes on with a run.')
    .argument('<old>', 'a plugin folder, its config.yaml, or a git revision: HEAD~1, v1:path/in/the/repository')
    .argument('<new>', 'the same')
    .addOption(new Option('--format <format>', 'how changes are printed').choices(['text', 'json', 'github']).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 where a change is at least this bad')
        .choices(['breaking', 'risky', 'none'])
        .default('breaking'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ actionsmith diff HEAD .\n  $ actionsmith diff v1.0.0 HEAD --format github --fail-on risky\n\nactionsmith explain <rule> says what a rule means.',
    )
    .action(diff);
}

async function diff(oldText: string, newText: string, { format, failOn }: Flags): Promise<void> {
  const { openContract, readOperand } = await import('./diff/open-contract.ts');
  const [old, now] = [readOperand(oldText, { beside: newText }), readOperand(newText, { beside: oldText })];
  const before = await openContract(old, now);
  try {
    const after = await openContract(now, old);
    try {
      const sides = [await asSide(before, shown(old, oldText), format), await asSide(after, shown(now, newText), format)];
      if (sides[0] === undefined || sides[1] === undefined) return void (process.exitCode = 1);
      const { compareContracts } = await import('../diff/compare-contracts.ts');
      const findings = compareContracts(sides[0], sides[1]);
      await print(findings, format, now.kind === 'folder' ? relative(process.cwd(), now.folder) : '');
      const failing: readonly DiffSeverity[] = failOn === 'none' ? [] : failOn === 'risky' ? ['breaking', 'risky'] : ['breaking'];
      if (findings.some(({ severity }) => failing.includes(severity))) process.exitCode = 1;
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

async function print(findings: readonly Finding[], format: Flags['format'], folder: string): Promise<void> {
  const { findingsAsJson, findingsForGithub, renderFindings } = await import('../diff/render-findings.ts');
  if (format === 'json') process.stdout.write(findingsAsJson(findings));
  else if (format === 'github') process.stdout.write(findingsForGithub(findings, folder));
  else process.stdout.write(renderFindings(findings, { folder, colour: process.stdout.isTTY && !process.env['NO_COLOR'] }));
}

/** Undefined where the contract is wrong: then its problems are printed. */
async function asSide(
  { model, diagnostics, root, sources }: OpenedContract,
  folder: string,
  format: string,
): Promise<ContractSide | undefined> {
  if (model === undefined || sources === undefined) return void process.stderr.write(await renderProblems(diagnostics, format, folder));
  const { ContractSide } = await import('../diff/contract-side.ts');
  return new ContractSide(model, sources, root);
}

function shown(operand: Operand, text: string): string {
  return operand.kind === 'folder' ? relative(process.cwd(), operand.folder) : text;
}
