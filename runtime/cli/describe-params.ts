import { toKebab } from './coerce-flags.ts';
import { keywordOf, listParams, type Param, type ParamSchema } from './param-schema.ts';

/** The params of an action as lines of `--help`: flag, type, what is needed or filled in, and the description. */
export function describeParams(schema: ParamSchema): string[] {
  const rows = listParams(schema).map((param) => ({
    flag: `--${toKebab(param.name)} ${placeholder(param)}`.trimEnd(),
    text: [describeNeed(param, schema), describeText(param, schema)].filter(Boolean).join(' '),
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

function placeholder({ types }: Param): string {
  if (types.has('boolean') && types.size === 1) return '';
  return types.size === 0 ? '<value>' : `<${[...types].join('|')}>`;
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
