import { RayError } from '../../errors/ray-error.ts';
import type { RunFile } from '../run-file.ts';
import type { BundledAction } from './run-worker.ts';

/** Why a bundle must not do what the job was submitted for; undefined when it may. Both hashes are named, for whoever compares. */
export function otherContract(
  bundled: Pick<BundledAction, 'plugin' | 'name' | 'contractHash'>,
  run: Pick<RunFile, 'plugin' | 'action' | 'contractHash'>,
): RayError | undefined {
  const is = `${bundled.plugin}/${bundled.name}`;
  const wanted = `${run.plugin}/${run.action}`;
  if (is !== wanted) return new RayError(`the bundle runs ${is}, and the job was submitted for ${wanted}`, { code: 'OTHER_ACTION' });
  if (bundled.contractHash === run.contractHash) return undefined;
  return new RayError(
    `the bundle of ${is} was built from contract ${bundled.contractHash}, and the job was submitted against contract ${run.contractHash}: build the bundle again`,
    { code: 'CONTRACT_MISMATCH', details: { bundle: bundled.contractHash, submitted: run.contractHash } },
  );
}
