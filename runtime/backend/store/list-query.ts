import { formatIssue } from '../../validation/format-issue.ts';
import type { Issue } from '../../validation/issue.ts';
import { suggest } from '../../validation/suggest.ts';
import { BackendValidationError } from '../errors/http-errors.ts';
import { type FilterKind, RESOURCES, type ResourceName } from '../resource.ts';
import type { Value } from './database.ts';

/** What a list is asked for, as parts of a statement: every value is a parameter of it. */
export interface ListQuery {
  readonly conditions: readonly string[];
  readonly values: readonly Value[];
  readonly pageSize: number;
  readonly descending: boolean;
  /** Where the page before has ended, and what the whole list had then. */
  readonly after: { readonly id: number; readonly count: number } | undefined;
  readonly expand: readonly string[];
  /** Only these fields of each object; all where there are none. */
  readonly fields: readonly string[];
}

export type Filters = Readonly<Record<string, unknown>>;

const MOST_VALUES = 1_000;
const COMPARISONS: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };
/** What other clients send along, and what changes nothing here. */
const IGNORED = new Set(['url_host', 'with_configuration', 'pagination', 'response_mode']);

/** Throws BackendValidationError for a filter that the resource does not have: to leave it out would give objects that nobody asked for. */
export function readListQuery(name: ResourceName, filters: Filters): ListQuery {
  const issues: Issue[] = [];
  const conditions: string[] = [];
  const values: Value[] = [];
  const found = {
    pageSize: 100,
    descending: false,
    after: undefined as ListQuery['after'],
    expand: [] as string[],
    fields: [] as string[],
  };
  const refuse = (field: string, message: string): void => void issues.push({ path: [field], message });
  const add = (condition: string, ...more: Value[]): void => {
    conditions.push(condition);
    values.push(...more);
  };
  const addOneOf = (condition: string, oneOf: readonly Value[], end = ''): void =>
    add(`${condition} (${oneOf.map(() => '?').join(', ')})${end}`, ...oneOf);
  for (const [field, given] of Object.entries(filters)) {
    if (given === undefined || given === null || IGNORED.has(field)) continue;
    const texts = listOf(given);
    const [first = ''] = texts;
    const [stem = '', operator] = field.split('__');
    const kind: FilterKind | undefined = Object.hasOwn(RESOURCES[name].filters, field) ? RESOURCES[name].filters[field] : undefined;
    if (texts.length > MOST_VALUES) refuse(field, `has more than ${MOST_VALUES} values`);
    else if (field === 'page_size') {
      if (/^\d{1,4}$/.test(first) && Number(first) >= 1 && Number(first) <= 1_000) found.pageSize = Number(first);
      else refuse(field, 'must be from 1 to 1000');
    } else if (field === 'cursor') {
      found.after = readCursor(first);
      if (found.after === undefined) refuse(field, 'is none that this backend has given');
    } else if (field === 'ordering') {
      if (['id', '-id'].includes(first)) found.descending = first === '-id';
      else refuse(field, 'must be id or -id');
    } else if (field === 'expand') found.expand = texts;
    else if (field === 'fields') found.fields = texts;
    else if (kind === 'member') addOneOf(`exists (select 1 from json_each(doc, '$.${field}') where value in`, texts.flatMap(toValues), ')');
    else if (kind === 'equal') addOneOf(`json_extract(doc, '$.${field}') in`, texts.flatMap(toValues));
    else if (['id', 'ids', 'id__in', 'ids_ex'].includes(field)) {
      if (texts.every(isId)) addOneOf(`${keyColumn(name)} ${field === 'ids_ex' ? 'not in' : 'in'}`, texts.map(toKey(name)));
      else refuse(field, 'must be ids, with commas between');
    } else if (stem === 'id' && operator !== undefined && Object.hasOwn(COMPARISONS, operator)) {
      if (/^\d{1,15}$/.test(first)) add(`id ${COMPARISONS[operator]} ?`, Number(first));
      else refuse(field, 'must be an id');
    } else if (['created', 'created_at'].includes(stem) && operator !== undefined && Object.hasOwn(COMPARISONS, operator)) {
      const time = Date.parse(first);
      if (Number.isNaN(time)) refuse(field, 'must be a date and time');
      else add(`created_at ${COMPARISONS[operator]} ?`, new Date(time).toISOString());
    } else if (field === 'search') add(`instr(lower(doc), lower(?)) > 0`, first);
    else {
      const near = suggest(field, filtersOf(name));
      refuse(field, `is no filter of this list${near === undefined ? '' : `; did you mean ${near}?`}`);
    }
  }
  if (issues.length > 0)
    throw new BackendValidationError(issues.map((issue) => formatIssue(issue, 'query')).join('; '), { issues, details: { in: 'query' } });
  return { conditions, values, ...found };
}

/** What a list of the resource can be asked for. */
export function filtersOf(name: ResourceName): string[] {
  return [...Object.keys(RESOURCES[name].filters), ...KNOWN];
}

/** Opaque to who gets it. */
export function writeCursor(id: number, count: number): string {
  return Buffer.from(`${id}.${count}`).toString('base64url');
}

const KNOWN = [
  'page_size',
  'cursor',
  'ordering',
  'expand',
  'fields',
  'search',
  'ids',
  'ids_ex',
  'id__in',
  'id__gt',
  'id__gte',
  'id__lt',
  'id__lte',
  'created__gt',
  'created__gte',
  'created__lt',
  'created__lte',
];

function readCursor(text: string): ListQuery['after'] {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  return match === null ? undefined : { id: Number(match[1]), count: Number(match[2]) };
}

function listOf(given: unknown): string[] {
  const parts = Array.isArray(given) ? given : [given];
  return parts.flatMap((part) => String(part).split(',')).filter((part) => part !== '');
}

function isId(text: string): boolean {
  return /^[A-Za-z0-9_.@+-]{1,300}$/.test(text);
}

function keyColumn(name: ResourceName): string {
  return RESOURCES[name].isNamed ? 'key' : 'id';
}

function toKey(name: ResourceName): (text: string) => Value {
  return (text) => (RESOURCES[name].isNamed ? text : Number(text));
}

/** JSON knows numbers and booleans, a query only texts: both are looked for. SQLite reads true as 1. */
function toValues(text: string): Value[] {
  if (/^(true|True)$/.test(text)) return [1, text];
  if (/^(false|False)$/.test(text)) return [0, text];
  return /^-?(0|[1-9]\d{0,14})$/.test(text) ? [Number(text), text] : [text];
}
