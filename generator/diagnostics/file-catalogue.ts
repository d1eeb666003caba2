import { quote } from './quote.ts';

/** What can be wrong with a file before anybody asks what it says. */
export const fileCatalogue = {
  FILE_UNREADABLE: {
    severity: 'error',
    title: 'A file cannot be read',
    message: (d: { reason: string }): string => `this file cannot be read: ${d.reason}`,
    fix: 'It must be a plain file that you may read.',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    title: 'A file is larger than any contract',
    message: (d: { bytes: number; limit: number }): string => `this file has ${d.bytes} bytes; the limit is ${d.limit}`,
    fix: 'Split it; data does not belong into a contract.',
  },
  FILE_NOT_UTF8: {
    severity: 'error',
    title: 'A file is not UTF-8 text',
    message: (): string => 'this file is not UTF-8 text',
    fix: 'Save it as UTF-8.',
  },
  YAML_SYNTAX: {
    severity: 'error',
    title: 'The file is not YAML',
    message: (d: { problem: string }): string => d.problem,
    fix: 'Look at the marked place, its indentation and its quotes.',
  },
  YAML_SEVERAL_DOCUMENTS: {
    severity: 'error',
    title: 'The file holds more than one document',
    message: (): string => 'a second document starts here; a contract is one document',
    fix: 'Remove the `---` and what follows, or move it to another file.',
  },
  YAML_TAG: {
    severity: 'error',
    title: 'A tag that says how to make a value',
    message: (d: { tag: string }): string => `the tag ${quote(d.tag)} has no meaning here`,
    fix: 'A contract is plain data: text, numbers, true, false, null, lists and maps.',
  },
  YAML_MERGE_KEY: {
    severity: 'error',
    title: 'A merge key',
    message: (): string => 'merge keys (<<) are not supported',
    fix: 'Write the keys out, or use an alias for the whole value.',
  },
  YAML_ALIAS: {
    severity: 'error',
    title: 'An alias that leads nowhere, to itself or to too much',
    message: (d: { name: string; problem: string }): string => `the alias *${d.name} ${d.problem}`,
    fix: 'Write the value out.',
  },
  KEY_TWICE: {
    severity: 'error',
    title: 'The same key twice in one map',
    message: (d: { key: string; line: number }): string => `the key ${quote(d.key)} is here a second time; the first is in line ${d.line}`,
    fix: 'Remove or rename one of the two.',
  },
  KEY_NOT_TEXT: {
    severity: 'error',
    title: 'A key that is no text',
    message: (): string => 'a key must be text',
    fix: 'Write a plain word before the colon.',
  },
  KEY_UNSAFE: {
    severity: 'error',
    title: 'A key that would change what an object is',
    message: (d: { key: string }): string => `${quote(d.key)} cannot be a key`,
    fix: 'Rename it.',
  },
  NUMBER_NOT_FINITE: {
    severity: 'error',
    title: 'A number that JSON does not have',
    message: (d: { text: string }): string => `${quote(d.text)} is no number that JSON can hold`,
    fix: 'Put quotes around it if it is text, or write a finite number.',
  },
  NUMBER_ROUNDED: {
    severity: 'warning',
    title: 'A number with more digits than a double can hold',
    message: (d: { text: string; value: number }): string => `the number ${quote(d.text)} is read as ${d.value}`,
    fix: 'Put quotes around it if it is text, or write fewer digits.',
  },
  TOO_DEEP: {
    severity: 'error',
    title: 'Lists and maps within each other without end',
    message: (d: { limit: number }): string => `more than ${d.limit} lists and maps within each other`,
    fix: 'Write it flatter; schemas can name their parts in $defs.',
  },
  TOO_MANY_VALUES: {
    severity: 'error',
    title: 'More values than any contract has',
    message: (d: { limit: number }): string => `more than ${d.limit} values once the aliases are written out`,
    fix: 'Use fewer aliases; data does not belong into a contract.',
  },
  JSON_SYNTAX: {
    severity: 'error',
    title: 'The file is not JSON',
    message: (d: { problem: string }): string => d.problem,
    fix: 'JSON has no comments, no trailing commas, and double quotes only; a .yaml file may hold the same schema.',
  },
} as const;
