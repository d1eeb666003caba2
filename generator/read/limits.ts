/** No contract comes near these; what does is an accident or an attack, and is refused with a diagnostic. */
export const MAX_JSON_BYTES: number = 16 * 1024 * 1024; // the largest descriptions of APIs have 13
/** YAML takes seconds a megabyte to read; a contract of a thousand actions has a third of one. */
export const MAX_YAML_BYTES: number = 1024 * 1024;
/** Lists and maps within each other. */
export const MAX_DEPTH = 100;
/** Values of one YAML document, aliases written out. */
export const MAX_VALUES = 200_000;
/** Values of one JSON document: as many as fit into the largest one, if it is an ordinary one. */
export const MAX_JSON_VALUES = 1_000_000;
