import { expect, test } from 'vitest';
import { judgeVersion } from '../../../runtime/ray/doctor/advisories.ts';

test.each([
  ['2.60.0', ['ok: Ray 2.60.0']],
  ['2.54.0', ['ok: Ray 2.54.0']],
  ['2.61.0', ['warning: Ray 2.61.0 is newer than what is tested']],
  ['3.0.0.dev0', ['warning: Ray 3.0.0.dev0 is newer than what is tested']],
  ['nightly', ['warning: Ray nightly is no release that is known']],
  ['2.53.0', ['warning: Ray 2.53.0 is older than what is tested', 'warning: CVE-2026-27482: a web page that you visit can delete jobs']],
  [
    '2.8.0',
    [
      'warning: Ray 2.8.0 is older than what is tested',
      'warning: CVE-2023-6019, CVE-2023-6020, CVE-2023-6021, CVE-2023-48023: commands and files through the dashboard',
      'warning: CVE-2025-62593: a web page that you visit can run code on the cluster',
      'warning: CVE-2026-27482: a web page that you visit can delete jobs',
    ],
  ],
])('of Ray %s is said what is tested and what is known to be wrong', (version, expected) => {
  expect(judgeVersion(version).map(({ verdict, message }) => `${verdict}: ${message}`)).toEqual(expected);
});
