/** The part of what is there that an action takes; undefined: it takes all of it. */
export function takeAccepted(there: Readonly<Record<string, unknown>>, accepts: readonly string[] | undefined): Record<string, unknown> {
  if (accepts === undefined) return { ...there };
  return Object.fromEntries(accepts.filter((name) => Object.hasOwn(there, name)).map((name) => [name, there[name]]));
}
