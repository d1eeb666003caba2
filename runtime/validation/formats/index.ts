/** The formats of JSON Schema: each says whether a text is of it. */
export { formatDate, formatDateTime, formatDuration, formatTime } from './date-formats.ts';
export { formatIdnHostname } from './idn-hostname.ts';
export { formatEmail, formatHostname, formatIdnEmail, formatIpv4, formatIpv6, formatUuid } from './name-formats.ts';
export { formatByte, formatRegex } from './text-formats.ts';
export {
  formatIri,
  formatIriReference,
  formatJsonPointer,
  formatRelativeJsonPointer,
  formatUri,
  formatUriReference,
  formatUriTemplate,
} from './uri-formats.ts';
