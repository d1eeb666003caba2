/** ISO 8601 as it is written down everywhere else; undefined for what is no time. Without a zone it is UTC. */
export function readTime(text: string): string | undefined {
  const time = Date.parse(/([zZ]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
