import { jsonLine, makePrintable } from '../../logging/make-printable.ts';
import { checkAddress } from '../../ray/doctor/check-address.ts';
import { diagnoseCluster } from '../../ray/doctor/diagnose-cluster.ts';
import type { Finding } from '../../ray/doctor/finding.ts';
import { checkMachineHere } from './check-machine.ts';

export interface DoctorOptions {
  /** Of the dashboard, or `auto`. */
  readonly address: string;
  /** The plugin's folder, or its code. */
  readonly plugin: string;
  readonly json?: boolean;
}

/** Prints a line a finding, with its fix; exit code 1 where one is a problem. What goes on is said on stderr meanwhile. */
export async function diagnose(options: DoctorOptions): Promise<void> {
  const say = (sentence: string): void => void (options.json || process.stderr.write(`${sentence} …\n`));
  const { address, finding } = checkAddress(options.address);
  const [here, cluster] = await Promise.all([
    checkMachineHere(options.plugin),
    address === undefined ? [] : diagnoseCluster({ address, onProgress: say }),
  ]);
  const findings = [...here, finding, ...cluster];
  const isWell = findings.every(({ verdict }) => verdict !== 'problem');
  process.stdout.write(options.json ? jsonLine({ ok: isWell, findings }) : findings.map(describe).join(''));
  if (!isWell) process.exitCode = 1;
}

function describe({ check, verdict, message, fix }: Finding): string {
  const line = `${verdict.padEnd(8)} ${check.padEnd(10)} ${makePrintable(message)}\n`;
  return fix === undefined ? line : `${line}${' '.repeat(20)}→ ${makePrintable(fix)}\n`;
}
