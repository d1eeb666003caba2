import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareContracts } from '../../generator/diff/compare-contracts.ts';
import { ContractSide } from '../../generator/diff/contract-side.ts';
import type { Finding } from '../../generator/diff/finding.ts';
import { loadContract } from '../../generator/pipeline.ts';

/** The changes between two contracts, given as what config.yaml says beside its name and its code. */
export async function diffConfigs(old: object, now: object): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  try {
    return compareContracts(await sideOf(join(folder, 'old'), old), await sideOf(join(folder, 'new'), now));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sideOf(folder: string, config: object): Promise<ContractSide> {
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify({ name: 'Pair', code: 'pair', ...config }, undefined, 2)); // JSON is YAML
  const { model, sources, root, diagnostics } = await loadContract(folder);
  if (model === undefined || sources === undefined) throw new Error(JSON.stringify(diagnostics));
  return new ContractSide(model, sources, root);
}

const ORDER = ['breaking', 'risky', 'compatible'];

/** The worst first: of lines that begin with a severity. */
export function bySeverity(one: string, two: string): number {
  return rankOf(one) - rankOf(two) || (one < two ? -1 : 1);
}

function rankOf(line: string): number {
  return ORDER.indexOf(line.split(' ')[0]!);
}
