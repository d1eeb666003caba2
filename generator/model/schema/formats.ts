/** The formats that validators assert, and the function of the runtime that decides each. */
export const assertedFormats: Readonly<Record<string, string>> = {
  date: 'formatDate',
  time: 'formatTime',
  'date-time': 'formatDateTime',
  duration: 'formatDuration',
  email: 'formatEmail',
  'idn-email': 'formatIdnEmail',
  hostname: 'formatHostname',
  'idn-hostname': 'formatIdnHostname',
  ipv4: 'formatIpv4',
  ipv6: 'formatIpv6',
  uri: 'formatUri',
  'uri-reference': 'formatUriReference',
  'uri-template': 'formatUriTemplate',
  iri: 'formatIri',
  'iri-reference': 'formatIriReference',
  uuid: 'formatUuid',
  regex: 'formatRegex',
  'json-pointer': 'formatJsonPointer',
  'relative-json-pointer': 'formatRelativeJsonPointer',
  byte: 'formatByte',
};

/** Formats that tell a reader something and decide nothing (OpenAPI's, and of paths). */
export const toldFormats: readonly string[] = [
  'password',
  'binary',
  'int32',
  'int64',
  'float',
  'double',
  'path',
  'file-path',
  'directory-path',
  'textarea',
  'color',
];
