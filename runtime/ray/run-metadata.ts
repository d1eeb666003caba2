import type { JobDetails } from '../../generated/ray-jobs/types.ts';

/** What travels with a job as Ray's metadata, so that any process can follow it by its id. Everybody who may list jobs can read it. */
export interface RunMetadata {
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
  /** Tells the run's records from text that looks like one. Against mistakes, not against the author or the cluster's operator. */
  readonly nonce: string;
}

const PREFIX = 'actionsmith_';
const NONCE = /^[0-9a-f]{32}$/;

/** As Ray takes it: strings only. */
export function writeRunMetadata({ plugin, action, contractHash, nonce }: RunMetadata): Record<string, string> {
  return {
    job_name: `${plugin}/${action}`, // the name that Ray's dashboard shows
    [`${PREFIX}plugin`]: plugin,
    [`${PREFIX}action`]: action,
    [`${PREFIX}contract_hash`]: contractHash,
    [`${PREFIX}nonce`]: nonce,
  };
}

/** Undefined for a job that was not submitted by us. */
export function readRunMetadata(job: JobDetails): RunMetadata | undefined {
  const metadata = job.metadata ?? {};
  const read = (key: string): string => metadata[`${PREFIX}${key}`] ?? '';
  const nonce = read('nonce');
  if (!NONCE.test(nonce)) return undefined;
  return { plugin: read('plugin'), action: read('action'), contractHash: read('contract_hash'), nonce };
}
