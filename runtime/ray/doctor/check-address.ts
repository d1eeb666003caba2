import { resolveDashboardUrl } from '../address.ts';
import { isRayError } from '../is-ray-error.ts';
import { type Finding, ok, problem } from './finding.ts';

/** The dashboard that commands talk to, and who says so. `given` is what `--address` says. */
export function checkAddress(given: string): { readonly address?: string; readonly finding: Finding } {
  try {
    const address = resolveDashboardUrl(given);
    return { address, finding: ok('address', `${address}, ${whoSays(given)}`) };
  } catch (error) {
    if (!isRayError(error)) throw error;
    return { finding: problem('address', error.message, 'give the URL of the dashboard: --address http://host:8265') };
  }
}

function whoSays(given: string): string {
  if (given !== 'auto') return 'by --address';
  return process.env['RAY_API_SERVER_ADDRESS'] ? 'by RAY_API_SERVER_ADDRESS' : 'the default';
}
