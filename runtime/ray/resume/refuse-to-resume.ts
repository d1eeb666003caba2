import { RayError } from '../../errors/ray-error.ts';
import type { RunMetadata } from '../run-metadata.ts';

export function refuseToResume(id: string, why: string): RayError {
  return new RayError(`job ${id} cannot be resumed: ${why}`, { code: 'RESUME_REFUSED' });
}

/** Throws where what is here is not what the job ran: its checkpoints would be of no use. */
export function refuseOtherContract(
  id: string,
  here: { readonly plugin: string; readonly name: string; readonly contractHash: string },
  { plugin, contractHash }: RunMetadata,
): void {
  if (here.plugin !== plugin) throw refuseToResume(id, `it ran plugin ${plugin}, and this is ${here.plugin}`);
  if (here.contractHash === contractHash) return;
  throw new RayError(
    `job ${id} ran ${plugin}/${here.name} under contract ${contractHash}, and the contract is ${here.contractHash} now: submit it anew`,
    { code: 'CONTRACT_MISMATCH' },
  );
}
