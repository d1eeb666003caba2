import type { AxiosResponse } from 'axios';
import { BackendError } from '../../errors/backend-error.ts';

const MOST_REDIRECTS = 5;

/** Only what is read is looked for elsewhere, and never without the encryption that the first address had. Throws BackendError REDIRECT_REFUSED. */
export async function followRedirects<T>(
  method: string,
  first: URL,
  line: string,
  ask: (url: URL) => Promise<AxiosResponse<T>>,
): Promise<AxiosResponse<T>> {
  let url = first;
  for (let count = 0; ; count++) {
    const response = await ask(url);
    const location: unknown = response.headers['location'];
    if (response.status < 300 || response.status >= 400 || typeof location !== 'string') return response;
    (response.data as { destroy?: () => void } | undefined)?.destroy?.();
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
    const isAllowed = next !== undefined && (next.protocol === 'https:' || (next.protocol === 'http:' && url.protocol === 'http:'));
    if (!['GET', 'HEAD'].includes(method) || !isAllowed || count >= MOST_REDIRECTS) {
      const where = next === undefined ? '' : ` to ${next.origin}`;
      throw new BackendError(`${line} answered ${response.status}: it is not followed${where}`, {
        code: 'REDIRECT_REFUSED',
        details: { status: response.status },
      });
    }
    url = next;
  }
}
