import { type Finding, ok, warning } from './finding.ts';

/** The releases of Ray that the tests run against. */
export const TESTED: { readonly from: string; readonly to: string } = { from: '2.54.0', to: '2.60.0' };

/** What is known to be wrong with releases of Ray, for whoever lets others reach a dashboard. As of 22 November 2026. */
const ADVISORIES: readonly { readonly id: string; readonly fixed: string; readonly what: string }[] = [
  { id: 'CVE-2023-6019, CVE-2023-6020, CVE-2023-6021, CVE-2023-48023', fixed: '2.8.1', what: 'commands and files through the dashboard' },
  { id: 'CVE-2025-62593', fixed: '2.52.0', what: 'a web page that you visit can run code on the cluster' },
  { id: 'CVE-2026-27482', fixed: '2.54.0', what: 'a web page that you visit can delete jobs' },
];

/** What is to say about the cluster's release. One that is unknown or newer is no reason not to try. */
export function judgeVersion(version: string): Finding[] {
  if (parse(version) === undefined) return [warning('ray', `Ray ${version} is no release that is known`, untested())];
  const findings = ADVISORIES.filter(({ fixed }) => isOlder(version, fixed)).map(({ id, fixed, what }) =>
    warning('advisory', `${id}: ${what}`, `update Ray to ${fixed} or newer`),
  );
  if (isOlder(version, TESTED.from)) return [warning('ray', `Ray ${version} is older than what is tested`, untested()), ...findings];
  if (isOlder(TESTED.to, version)) return [warning('ray', `Ray ${version} is newer than what is tested`, untested()), ...findings];
  return [ok('ray', `Ray ${version}`), ...findings];
}

function untested(): string {
  return `most may work; Ray ${TESTED.from} to ${TESTED.to} is tested`;
}

function isOlder(version: string, than: string): boolean {
  const [one, other] = [parse(version), parse(than)];
  if (one === undefined || other === undefined) return false;
  const index = one.findIndex((part, place) => part !== other[place]);
  return index !== -1 && (one[index] ?? 0) < (other[index] ?? 0);
}

/** `2.60.0rc1` counts as 2.60.0. */
function parse(version: string): readonly number[] | undefined {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.length === 3 ? parts.map(Number) : undefined;
}
