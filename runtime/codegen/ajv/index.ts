/** What compiled validators call. Generated code imports it by name, so that a bundle has only what it uses. */
export { formatDate, formatDateTime, formatDuration, formatTime } from './date-formats.ts';
export { equal } from './equal.ts';
export { formatEmail, formatHostname, formatIdnEmail, formatIdnHostname, formatIpv4, formatIpv6, formatUuid } from './name-formats.ts';
export { formatByte, formatRegex } from './text-formats.ts';
export { ucs2length } from './ucs2-length.ts';
export {
  formatIri,
  formatIriReference,
  formatJsonPointer,
  formatRelativeJsonPointer,
  formatUri,
  formatUriReference,
  formatUriTemplate,
} from './uri-formats.ts';
