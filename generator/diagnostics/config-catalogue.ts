import { quote, quoteList } from './quote.ts';

/** What can be wrong with config.yaml as a whole: its keys, names, paths and entry points. */
export const configCatalogue = {
  PLUGIN_FOLDER_MISSING: {
    severity: 'error',
    title: 'There is no such plugin folder',
    message: (d: { folder: string }): string => `there is no folder ${quote(d.folder)}`,
    fix: 'Name the folder that holds config.yaml, or make a plugin with `actionsmith init`.',
  },
  CONFIG_MISSING: {
    severity: 'error',
    title: 'The folder is no plugin: it has no config.yaml',
    message: (d: { folder: string }): string => `there is no config.yaml in ${quote(d.folder)}`,
    fix: 'Write one, or make a plugin with `actionsmith init`.',
  },
  CONFIG_INVALID: {
    severity: 'error',
    title: 'A value of config.yaml is not what its key takes',
    message: (d: { subject: string; problem: string }): string => `${d.subject} ${d.problem}`,
    fix: 'Write what the key takes; an editor that knows the schema of config.yaml shows it.',
  },
  CONFIG_MISSING_KEY: {
    severity: 'error',
    title: 'A key is missing',
    message: (d: { key: string; in: string }): string => `${d.in} must have the key ${quote(d.key)}`,
    fix: 'Add the key.',
  },
  CONFIG_UNKNOWN_KEY: {
    severity: 'error',
    title: 'A key that the contract does not know',
    message: (d: { key: string; in: string }): string => `unknown key ${quote(d.key)} in ${d.in}`,
    fix: 'Remove it, or start its name with `x-` if it is yours.',
  },
  CONFIG_PRINTER_MISSING: {
    severity: 'error',
    title: 'The printer of types that was chosen is not installed',
    message: (d: { package: string }): string => `types are to be printed by ${quote(d.package)}, which is not installed`,
    fix: 'Install it beside actionsmith (`npm install --save-dev json-schema-to-typescript`), or remove `types`: both print the same types.',
  },
  CONFIG_BAD_CODE: {
    severity: 'error',
    title: 'The code of a plugin is not usable as an identifier',
    message: (d: { value: unknown }): string => `code must be small letters and digits, - or _ between them (got ${quote(d.value)})`,
    fix: 'The code names the plugin everywhere: in commands, folders and on the cluster. Write it like `fruit_detector`.',
  },
  CONFIG_BAD_VERSION: {
    severity: 'error',
    title: 'The version is not of the form X.Y.Z',
    message: (d: { value: unknown }): string => `version must be three numbers, X.Y.Z (got ${quote(d.value)})`,
    fix: 'Write it like 0.1.0; a customer build is named by `variant`.',
  },
  CONFIG_BAD_ACTION_NAME: {
    severity: 'error',
    title: 'The key of an action cannot name files and classes',
    message: (d: { name: string; rule: string }): string => `${quote(d.name)} cannot be the key of an action: ${d.rule}`,
    fix: 'Rename it; the text that people see is `name`, inside the action.',
  },
  CONFIG_ACTION_NAMES_COLLIDE: {
    severity: 'error',
    title: 'Two actions would have the same files and class names',
    message: (d: { name: string; other: string }): string =>
      `actions ${quoteList([d.other, d.name])} would have the same files and class names`,
    fix: 'Rename one: case, - and _ do not tell names apart.',
  },
  CONFIG_BAD_ENTRYPOINT: {
    severity: 'error',
    title: 'An entry point is not of the form file:Class',
    message: (d: { value: unknown; problem: string }): string => `entrypoint ${quote(d.value)} ${d.problem}`,
    fix: 'Write a file below the plugin and its class, like src/actions/train:TrainAction.',
  },
  CONFIG_ENTRYPOINT_SHARED: {
    severity: 'error',
    title: 'Two actions with one class',
    message: (d: { action: string; other: string; entrypoint: string }): string =>
      `actions ${quoteList([d.other, d.action])} both name the class ${quote(d.entrypoint)}`,
    fix: 'Give each action its own class; classes may share a file.',
  },
  CONFIG_BAD_DURATION: {
    severity: 'error',
    title: 'A time is not a number with a unit',
    message: (d: { key: string; value: unknown }): string =>
      `${d.key} must be a time such as 500ms, 30s, 5m, 2h or 1d (got ${quote(d.value)})`,
    fix: 'Write a number above 0 and one of the units ms, s, m, h, d.',
  },
  CONFIG_BAD_SIZE: {
    severity: 'error',
    title: 'A size is neither bytes nor a number with a unit',
    message: (d: { key: string; value: unknown }): string =>
      `${d.key} must be a size such as 512MiB or 4GiB, or a number of bytes (got ${quote(d.value)})`,
    fix: 'Units are KiB, MiB, GiB, TiB (of 1024) and KB, MB, GB, TB (of 1000).',
  },
  CONFIG_ENV_NOT_TEXT: {
    severity: 'note',
    title: 'A value of env was turned into text',
    message: (d: { name: string; text: string }): string => `env.${d.name} is not text; the action will see ${quote(d.text)}`,
    fix: 'Put quotes around it.',
  },
  CONFIG_UNKNOWN_DATA_TYPE: {
    severity: 'warning',
    title: 'A semantic type that nobody knows',
    message: (d: { key: string; name: string }): string => `${d.key} ${quote(d.name)} is no semantic type that is known`,
    fix: 'Add it to `data_types:` with the type it extends, or use a standard one such as dataset, yolo_dataset, model, model_weights.',
  },
  CONFIG_BAD_DATA_TYPE: {
    severity: 'error',
    title: 'A semantic type of the plugin cannot be placed among the others',
    message: (d: { name: string; problem: string }): string => `data type ${quote(d.name)} ${d.problem}`,
    fix: 'Let it extend a standard type such as dataset, model or result, or another one of yours.',
  },
  CONFIG_METHOD_RESTAPI: {
    severity: 'warning',
    title: 'A method by its old name',
    message: (): string => 'method restapi is read as serve',
    fix: 'Write serve.',
  },
  CONTRACT_FILE_MISSING: {
    severity: 'error',
    title: 'A file that the contract names is not there',
    message: (d: { path: string }): string => `there is no file ${quote(d.path)}`,
    fix: 'Paths start at the folder of config.yaml.',
  },
  CONTRACT_FILE_OUTSIDE: {
    severity: 'error',
    title: 'A path leaves the plugin',
    message: (d: { path: string }): string => `${quote(d.path)} lies outside of the plugin`,
    fix: 'Move the file below the folder of config.yaml: a plugin must be whole when it is copied.',
  },
  CONTRACT_FILE_KIND: {
    severity: 'error',
    title: 'A file is neither JSON nor YAML',
    message: (d: { path: string }): string => `${quote(d.path)} must be the path of a .json, .yaml or .yml file`,
    fix: 'Name a file below the folder of config.yaml, or write its content here.',
  },
} as const;
