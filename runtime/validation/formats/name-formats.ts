/** Addresses and names of the Internet. */
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const EMAIL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\\\r\\n]|\\\\.)*")@(.+)$`, 'i');
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

export function formatEmail(text: string): boolean {
  const domain = EMAIL.exec(text)?.[1];
  if (domain === undefined) return false;
  const literal = /^\[(?:IPv6:(.*)|(.*))\]$/i.exec(domain);
  if (literal !== null) return literal[1] === undefined ? formatIpv4(literal[2]!) : formatIpv6(literal[1]);
  return formatHostname(domain);
}

export function formatIdnEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** RFC 1123, with the length limits of RFC 1035. */
export function formatHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isHostLabel);
}

/** One part of a host name, between dots. */
export function isHostLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label) && (!/^..--/.test(label) || /^xn--./i.test(label));
}

export function formatIpv4(text: string): boolean {
  return IPV4.test(text);
}

export function formatIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const withV4 = last.includes('.');
  if (withV4 && (!formatIpv4(last) || text.endsWith('::'))) return false;
  const hex = withV4 ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const size = hex.length + (withV4 ? 2 : 0);
  return halves.length === 2 ? size < 8 : size === 8;
}

export function formatUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
