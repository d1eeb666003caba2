import { writeFileSync } from 'node:fs';
import type { TimingsReport } from '../../generated/timings-report/types.ts';
import { packageVersion } from '../package-version.ts';
import type { PhaseTime } from '../phase-times.ts';
import type { Generated } from '../pipeline.ts';

/** `--timings`: a table on stderr; `json` on stdout; or a file. `generated` is missing where the stats said that there is nothing to do. */
export function reportTimings(to: true | string, phases: readonly PhaseTime[], generated: Generated | undefined): void {
  const report = makeReport(phases, generated);
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (to === true) process.stderr.write(printTable(report));
  else if (to === 'json') process.stdout.write(json);
  else writeFileSync(to, json);
}

function makeReport(phases: readonly PhaseTime[], generated: Generated | undefined): TimingsReport {
  const changes = generated?.changes ?? [];
  const unchanged = changes.filter(({ kind }) => kind === 'unchanged').length;
  return {
    actionsmith: packageVersion(),
    node: process.version,
    total_ms: round(performance.now()),
    phases: phases.map(({ phase, ms }) => ({ phase, ms: round(ms) })),
    actions: generated?.made?.model.actions.length ?? 0,
    files_changed: changes.length - unchanged,
    files_unchanged: unchanged,
    peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
  };
}

function printTable({ phases, total_ms, actions, peak_memory_bytes }: TimingsReport): string {
  const rows = [...phases.map(({ phase, ms }) => [phase, ms] as const), ['total with the start of Node', total_ms] as const];
  const width = Math.max(...rows.map(([phase]) => phase.length));
  const lines = rows.map(([phase, ms]) => `${phase.padEnd(width)}  ${ms.toFixed(1).padStart(9)} ms`);
  return `${[...lines, `${actions} actions looked at, ${Math.round(peak_memory_bytes / 2 ** 20)} MiB at most`].join('\n')}\n`;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
