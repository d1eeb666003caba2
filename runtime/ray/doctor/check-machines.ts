import { NODE_PROBE, readNodeProbe } from '../choose-node.ts';
import { isRayError } from '../is-ray-error.ts';
import type { ClusterNode } from './check-resources.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { ProbeJobs } from './probe-job.ts';

/** More machines than this are not asked one by one. */
const ASKED = 8;

/** Whether jobs are taken and run, and whether the machines have Node: a small job on each. */
export async function checkMachines(probes: ProbeJobs, nodes: readonly ClusterNode[], signal: AbortSignal): Promise<Finding[]> {
  const [first, ...others] = nodes.slice(0, ASKED);
  const findings = first === undefined ? [await checkMachine(probes, undefined, signal)] : [await checkMachine(probes, first, signal)];
  if (findings[0]!.verdict === 'problem') return findings; // it would be the same for each
  return [
    ok('jobs', 'a small job was taken and ran'),
    ...findings,
    ...(await Promise.all(others.map((node) => checkMachine(probes, node, signal)))),
  ];
}

async function checkMachine(probes: ProbeJobs, node: ClusterNode | undefined, signal: AbortSignal): Promise<Finding> {
  const where = node === undefined ? 'the cluster' : `${node.isHead ? 'the head' : 'machine'} ${node.ip}`;
  const pin = node === undefined || node.isHead ? {} : { entrypoint_resources: { [`node:${node.ip}`]: 0.001 } };
  try {
    const probe = await probes.run({ entrypoint: NODE_PROBE, ...pin }, signal);
    if ('stuck' in probe) return stuck(where, probe.stuck.message ?? '');
    return judge(where, readNodeProbe(probe.job), versionIn(probe.output), probe.job.message ?? '');
  } catch (error) {
    if (signal.aborted) return stuck(where, '');
    if (!isRayError(error)) throw error;
    return problem('jobs', error.message, fixOf(error.code));
  }
}

function judge(where: string, answer: ReturnType<typeof readNodeProbe>, version: string, message: string): Finding {
  if (answer === 'fits') return ok('node', `${where} has Node${version}`);
  const fix = 'nothing, where Ray may install packages: runs bring Node in a Python wheel (node: auto); else install Node >= 20.19 there';
  if (answer === 'missing') return warning('node', `${where} has no Node on its PATH`, fix);
  if (answer === 'old') return warning('node', `${where} has Node${version}, which is too old`, fix);
  return problem(
    'jobs',
    `a small job failed on ${where}: ${message}`,
    "look at the job agent's log: dashboard_agent.log in Ray's session folder",
  );
}

function stuck(where: string, message: string): Finding {
  return problem(
    'jobs',
    `a small job did not start on ${where}${message && `: ${message}`}`,
    "see what keeps the cluster busy: actionsmith jobs list; and whether the job agent runs: dashboard_agent.log in Ray's session folder",
  );
}

function fixOf(code: string): string {
  if (code === 'NO_AGENT')
    return 'wait some seconds after the start of Ray; where two Rays share a machine, give each its own --dashboard-agent-listen-port';
  return 'see the message of Ray';
}

function versionIn(output: string): string {
  const [, version] = /^(\d+\.\d+\.\d+)$/m.exec(output) ?? [];
  return version === undefined ? '' : ` ${version}`;
}
