import { join, relative, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import type { Generated } from '../pipeline.ts';
import type { GenerateFlags } from './generate-flags.ts';
import { readUnchangedState, rememberState } from '../reconcile/remember-state.ts';

/** One generation, reported. The pipeline is loaded only when something changed since the last one. */
export async function generateOnce(plugin: string, flags: GenerateFlags): Promise<{ exitCode: number; inputs: readonly string[] }> {
  const write = !flags.check && !flags.dryRun;
  const root = realFolder(plugin);
  const out = resolve(flags.out ?? join(root, 'generated'));
  const asked = flags.zod ? `${out} zod` : out; // other files are asked for
  const known = write && !flags.json ? readUnchangedState(root, asked) : undefined;
  if (known !== undefined) {
    if (!flags.quiet) process.stdout.write('Nothing to do: everything is current.\n');
    return { exitCode: 0, inputs: [] };
  }
  const { generate } = await import('../pipeline.ts');
  const generated = await generate({ plugin: root, write, zod: flags.zod ?? false, ...(flags.out !== undefined && { out }) });
  const { reportGenerated } = await import('./report-generated.ts');
  await reportGenerated(generated, { ...flags, shownRoot: relative(process.cwd(), root) });
  if (write && generated.ok && generated.diagnostics.length === 0) {
    await rememberState(root, asked, [...generated.inputs, ...[...generated.files.keys()].map((path) => join(root, path))]);
  }
  return { exitCode: exitCode(generated, flags), inputs: generated.inputs };
}

function exitCode({ ok, changes }: Generated, { check }: GenerateFlags): number {
  if (!ok) return 1;
  return check && changes.some((change) => change.kind !== 'unchanged') ? 3 : 0;
}

function realFolder(plugin: string): string {
  try {
    return realpathSync(plugin);
  } catch {
    return plugin; // reading the contract says it better
  }
}
