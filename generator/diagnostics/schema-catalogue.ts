import { quote } from './quote.ts';

/** What can be wrong with a JSON Schema. */
export const schemaCatalogue = {
  SCHEMA_NOT_A_SCHEMA: {
    severity: 'error',
    title: 'A value where a schema should stand',
    message: (d: { got: string }): string => `a schema is an object, true or false, and this is ${d.got}`,
    fix: 'Write an object with keywords such as type and properties.',
  },
  SCHEMA_UNKNOWN_KEYWORD: {
    severity: 'error',
    title: 'A keyword that JSON Schema does not have',
    message: (d: { keyword: string }): string => `${quote(d.keyword)} is not a keyword of JSON Schema, and would have no effect`,
    fix: 'Correct or remove it. Notes of your own may have any name that starts with x-.',
  },
  SCHEMA_FOREIGN_KEYWORD: {
    severity: 'error',
    title: 'A keyword of another draft of JSON Schema',
    message: (d: { keyword: string; draft: string; drafts: string }): string =>
      `${quote(d.keyword)} belongs to draft ${d.drafts}; this schema is of draft ${d.draft}, where it has no effect`,
    fix: 'Set $schema to a draft that has the keyword, or say it in the words of this draft.',
  },
  SCHEMA_UNSAFE_KEYWORD: {
    severity: 'error',
    title: 'A keyword that puts text of the schema into code',
    message: (d: { keyword: string }): string => `${quote(d.keyword)} would write text of the schema into generated code`,
    fix: 'Remove it: types come from the schema itself.',
  },
  SCHEMA_BAD_KEYWORD: {
    severity: 'error',
    title: 'A keyword with a value that it cannot have',
    message: (d: { keyword: string; expected: string; got: string }): string =>
      `${quote(d.keyword)} must be ${d.expected}, and is ${d.got}`,
    fix: 'Write the value as the keyword asks for it.',
  },
  SCHEMA_BAD_TYPE: {
    severity: 'error',
    title: 'A type that JSON does not have',
    message: (d: { type: string }): string => `${d.type} is not a type of JSON: array, boolean, integer, null, number, object or string`,
    fix: 'Name one of the seven types, or a list of them.',
  },
  SCHEMA_BAD_PATTERN: {
    severity: 'error',
    title: 'A pattern that is no regular expression',
    message: (d: { pattern: string; reason: string }): string => `${quote(d.pattern)} is not a regular expression: ${d.reason}`,
    fix: 'Patterns are JavaScript regular expressions with the u flag: escape only what has a meaning.',
  },
  SCHEMA_PATTERN_ESCAPE: {
    severity: 'error',
    title: 'A pattern that only older JavaScript reads',
    message: (d: { pattern: string }): string => `${quote(d.pattern)} escapes what has no meaning, or leaves a bracket or a hyphen bare`,
    fix: 'Patterns are JavaScript regular expressions with the u flag: escape what has a meaning, and nothing else.',
  },
  SCHEMA_SLOW_PATTERN: {
    severity: 'error',
    title: 'A pattern that some texts keep busy for minutes',
    message: (d: { pattern: string; degree: number | 'exponential'; repeated: string }): string =>
      d.degree === 'exponential'
        ? `${quote(d.pattern)} can take forever: the time grows exponentially with the repetitions of ${quote(d.repeated)} in a text`
        : `${quote(d.pattern)} can take minutes: the time grows with the ${power(d.degree)} of the repetitions of ${quote(d.repeated)} in a text`,
    fix: 'Let no text be read in two ways: start with ^, repeat no group that repeats, let what follows a repetition start with another character. A maxLength beside it (1000, say) is enough where the time grows with a power.',
  },
  SCHEMA_UNKNOWN_FORMAT: {
    severity: 'error',
    title: 'A format that nobody checks',
    message: (d: { format: string }): string => `the format ${quote(d.format)} is not known, and would not be checked`,
    fix: 'Use a format of JSON Schema, or a pattern.',
  },
  SCHEMA_UNKNOWN_DIALECT: {
    severity: 'error',
    title: 'A $schema that is not understood',
    message: (d: { dialect: string }): string => `the dialect ${quote(d.dialect)} is not understood: drafts 4, 7, 2019-09 and 2020-12 are`,
    fix: 'Use https://json-schema.org/draft/2020-12/schema, or leave $schema out.',
  },
  SCHEMA_NAME_TWICE: {
    severity: 'error',
    title: 'Two schemas with one $id or anchor',
    message: (d: { name: string }): string => `${quote(d.name)} is the name of another schema already; a reference could mean either`,
    fix: 'Give each schema a name of its own, or remove the name.',
  },
  SCHEMA_REF_NOT_FOUND: {
    severity: 'error',
    title: 'A reference that leads nowhere',
    message: (d: { ref: string }): string => `there is no schema at ${quote(d.ref)}`,
    fix: 'A reference is a path relative to this file, #/$defs/<name>, or both.',
  },
  SCHEMA_REF_EXTERNAL: {
    severity: 'error',
    title: 'A reference to a schema that is not in the plugin',
    message: (d: { ref: string }): string => `${quote(d.ref)} is outside of this folder; nothing is loaded from there or from the network`,
    fix: 'Save the schema beside yours and refer to the file.',
  },
  SCHEMA_REF_LOOP: {
    severity: 'error',
    title: 'References that lead in a circle',
    message: (d: { ref: string }): string => `${quote(d.ref)} leads back to itself without ever looking at a part of the value`,
    fix: 'Put properties or items between the schema and the reference to itself.',
  },
  SCHEMA_REF_SIBLINGS: {
    severity: 'warning',
    title: 'Keywords that a reference hides',
    message: (d: { keywords: string }): string => `before draft 2019-09 a $ref hides what stands beside it: ${d.keywords}`,
    fix: 'Put the reference into allOf, or use draft 2020-12.',
  },
  SCHEMA_PROTO_KEY: {
    severity: 'error',
    title: 'A property that JavaScript gives a meaning',
    message: (d: { name: string }): string => `${quote(d.name)} cannot be the name of a property: JavaScript gives it a meaning of its own`,
    fix: 'Rename the property.',
  },
  SCHEMA_TOO_DEEP: {
    severity: 'error',
    title: 'A schema that is nested too deeply',
    message: (d: { limit: number }): string => `the schema is nested more than ${d.limit} levels deep`,
    fix: 'Move inner schemas to $defs and refer to them.',
  },
  SCHEMA_BAD_DEFAULT: {
    severity: 'error',
    title: 'A default that its own schema refuses',
    message: (d: { reason: string }): string => d.reason,
    fix: 'Change the default or the schema: a value that is left out would never be valid.',
  },
  SCHEMA_NOT_COMPILED: {
    severity: 'error',
    title: 'A schema that no validator can be made of',
    message: (d: { reason: string }): string => `no validator can be made of this schema: ${d.reason}`,
    fix: 'Simplify the schema. If it is a valid one, please report it.',
  },
} as const;

function power(degree: number): string {
  return degree === 2 ? 'square' : degree === 3 ? 'cube' : `power of ${degree}`;
}
