import type { JobDetails } from '../../generated/ray-jobs/types.ts';

/** What travels with a job as Ray's metadata, so that any process can follow it by its id. Everybody who may list jobs can read it. */
export interface RunMetadata {
  readonly plugin: string;
  readonly action: string;
  readonly contractHash: string;
  /** Of the params, so that the same run can be told from another one without their text. */
  readonly paramsDigest: string;
  /** Tells the run's records from text that looks like one. Against mistakes, not against the author or the cluster's operator. */
  readonly nonce: string;
}

const PREFIX = 'actionsmith_';
const NONCE_KEY = `${PREFIX}nonce`;
const NONCE = /^[0-9a-f]{32}$/;

/** As Ray takes it: strings only. */
export function writeRunMetadata({ plugin, action, contractHash, paramsDigest, nonce }: RunMetadata): Record<string, string> {
  return {
    job_name: `${plugin}/${action}`, // the name that Ray's dashboard shows
    [`${PREFIX}plugin`]: plugin,
    [`${PREFIX}action`]: action,
    [`${PREFIX}contract_hash`]: contractHash,
    [`${PREFIX}params_digest`]: paramsDigest,
    [NONCE_KEY]: nonce,
  };
}

/**
 * True when a job that is there is what a submission asks for: all its metadata is the same. Ray adds entries of its own, and every submit draws its own
 * nonce: a log goes on where a deleted job of the same id left it, and the records there must stay strangers.
 */
export function isSameRun(there: Readonly<Record<string, string>>, submitted: Readonly<Record<string, string>>): boolean {
  return Object.entries(submitted).every(([key, value]) => key === NONCE_KEY || there[key] === value);
}

/** Undefined for a job that was not submitted by us. */
export function readRunMetadata(job: JobDetails): RunMetadata | undefined {
  const metadata = job.metadata ?? {};
  const read = (key: string): string => metadata[`${PREFIX}${key}`] ?? '';
  const nonce = read('nonce');
  if (!NONCE.test(nonce)) return undefined;
  return {
    plugin: read('plugin'),
    action: read('action'),
    contractHash: read('contract_hash'),
    paramsDigest: read('params_digest'),
    nonce,
  };
}
