import { expect, test } from 'vitest';
import { resolveDashboardUrl } from '../../runtime/ray/address.ts';

test.each([
  [undefined, {}, 'http://localhost:8265'],
  ['auto', {}, 'http://localhost:8265'],
  ['auto', { RAY_API_SERVER_ADDRESS: 'http://head:8265/' }, 'http://head:8265'],
  ['http://mine:1', { RAY_API_SERVER_ADDRESS: 'http://head:8265' }, 'http://mine:1'],
  ['https://gateway/ray//', {}, 'https://gateway/ray'],
])('%s with %o is %s', (address, env, url) => {
  expect(resolveDashboardUrl(address, env)).toBe(url);
});

test.each([
  [
    'ray://head:10001',
    'the Ray address ray://head:10001 cannot be used: ray:// is the protocol of Ray Client, which only Python speaks. Give the dashboard instead: http://head:8265',
  ],
  ['head:8265', 'the Ray address head:8265 cannot be used: it must start with http:// or https://, as in http://head:8265'],
  ['ftp://x', "the Ray address ftp://x cannot be used: Ray's dashboard is reached by http:// or https://, not by ftp://"],
  ['', 'the Ray address  cannot be used: it is no URL: write it as http://host:8265'],
  ['http://me:secret@head', 'the Ray address http://…@head/ cannot be used: credentials do not belong into a URL: give a token or headers'],
])('%s is refused with advice', (address, message) => {
  expect(() => resolveDashboardUrl(address, {})).toThrow(message);
});
