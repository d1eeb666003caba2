/** No contract comes near these; what does is an accident or an attack, and is refused with a diagnostic. */
export const MAX_JSON_BYTES: number = 4 * 1024 * 1024;
/** YAML takes seconds a megabyte to read; a contract of a thousand actions has a third of one. */
export const MAX_YAML_BYTES: number = 1024 * 1024;
/** Lists and maps within each other. */
export const MAX_DEPTH = 100;
/** Values of one document, aliases written out. */
export const MAX_VALUES = 200_000;
