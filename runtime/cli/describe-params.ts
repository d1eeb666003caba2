import { itemTypes, splitsAtCommas } from './coerce-text.ts';
import { ParamFlags } from './param-flags.ts';
import { type JsonType, keywordOf, listParams, type Param, type ParamSchema } from './param-schema.ts';

/**
 * The params of an action as lines of `--help`: flag, type, what is needed or filled in, and the description. `own` are the options of the
 * command itself: a param that is called like one of them has another flag.
 */
export function describeParams(schema: ParamSchema, own: readonly string[] = []): string[] {
  const flags = new ParamFlags(schema, own);
  const rows = flags.params.map((param) => ({
    flag: describeFlag(flags, param, schema),
    text: [describeForm(flags, param), describeRepetition(param, schema), describeNeed(param, schema), describeText(param, schema)]
      .filter(Boolean)
      .join(' '),
  }));
  const width = Math.max(0, ...rows.map((row) => row.flag.length));
  return rows.map(({ flag, text }) => `  ${flag.padEnd(width)}  ${text}`.trimEnd());
}

/** The params that are not given and have a default: `epochs=10`. */
export function defaultsUsed(schema: ParamSchema, params: Readonly<Record<string, unknown>>): string[] {
  return listParams(schema).flatMap(({ name, schema: property }) => {
    const fallback = keywordOf(property, schema, 'default');
    return fallback === undefined || Object.hasOwn(params, name) ? [] : [`${name}=${JSON.stringify(fallback)}`];
  });
}

function describeFlag(flags: ParamFlags, param: Param, root: ParamSchema): string {
  const flag = flags.show(param);
  return flag.startsWith('--params ') ? flag : `${flag} ${placeholder(param, root)}`.trimEnd();
}

/** `<integer>`; for lists `<integer,integer,…>` where commas part the items, `<string> …` where the flag is repeated. */
function placeholder(param: Param, root: ParamSchema): string {
  const { types } = param;
  if (types.has('boolean') && types.size === 1) return '';
  if (!isList(param)) return `<${nameTypes(types)}>`;
  const items = itemTypes(param, root);
  return splitsAtCommas(items) ? `<${nameTypes(items)},${nameTypes(items)},…>` : `<${nameTypes(items)}> …`;
}

/** Where the flag is read as items, not as one JSON text. */
function isList({ types }: Param): boolean {
  return types.has('array') && !types.has('string');
}

function describeRepetition(param: Param, root: ParamSchema): string {
  return isList(param) && !splitsAtCommas(itemTypes(param, root)) ? '(may be repeated)' : '';
}

function nameTypes(types: ReadonlySet<JsonType>): string {
  return types.size === 0 ? 'value' : [...types].join('|');
}

function describeForm(flags: ParamFlags, param: Param): string {
  if (!flags.isHidden(param)) return '';
  return flags.show(param).startsWith('--params ') ? '(only through --params)' : '(only through --params, or in this form)';
}

function describeNeed(param: Param, root: ParamSchema): string {
  const fallback = keywordOf(param.schema, root, 'default');
  if (fallback !== undefined) return `(default ${JSON.stringify(fallback)})`;
  return param.required ? '(required)' : '';
}

function describeText(param: Param, root: ParamSchema): string {
  const description = keywordOf(param.schema, root, 'description');
  const choices = keywordOf(param.schema, root, 'enum');
  const text = typeof description === 'string' ? description.replaceAll(/\s+/g, ' ') : '';
  return [text, Array.isArray(choices) ? `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}` : '']
    .filter(Boolean)
    .join('; ');
}
