import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRun } from '../../../runtime/history/read-run.ts';
import { readStoredRun } from '../../../runtime/history/stored-run.ts';
import { renderReport } from '../../../runtime/report/render-report.ts';
import { TOOLKIT } from '../../support/make-plugin.ts';
import { writeRun } from '../../support/run-plan.ts';

/** The page of a run that `writeRun` makes. */
export async function reportOf(runs: string, run: Parameters<typeof writeRun>[1]): Promise<string> {
  const { folder } = await writeRun(runs, run);
  const file = join(folder, 'report.html');
  writeFileSync(file, await renderReport(await readRun(readStoredRun(folder)!)));
  return file;
}

/** Where pictures of pages are left for whoever wants to look at them. */
export function pictureFile(name: string): string {
  const folder = join(TOOLKIT, '.actionsmith/screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
