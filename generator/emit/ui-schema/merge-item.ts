import { isRecord } from '../../model/schema/json-schema.ts';
import type { FormItem } from './form-item.ts';

/** The author's options over those made from the schema; `$` in them means what it means to FormKit. */
export function mergeItem(item: FormItem, own: Readonly<Record<string, unknown>>): FormItem {
  const given = Object.entries(item).map(([key, value]): [string, unknown] => {
    const plain = key.replace(/^__raw__/, '');
    return Object.hasOwn(own, plain) ? [plain, own[plain]] : [key, value];
  });
  return { ...Object.fromEntries(given), ...own };
}

/** `ui_schema` of an action: a list of items, or options by the name of a param. What has the name of an item changes it, the rest comes after. */
export function mergeItems(items: readonly FormItem[], own: unknown): FormItem[] {
  const asked = listOwn(own);
  const changed = items.map((item) => asked.filter(({ name }) => name !== undefined && name === item.name).reduce(mergeItem, item));
  const names = new Set(items.map(({ name }) => name));
  return [...changed, ...asked.filter(({ name }) => name === undefined || !names.has(name))];
}

function listOwn(own: unknown): FormItem[] {
  if (Array.isArray(own)) return own.filter(isRecord);
  if (!isRecord(own)) return [];
  return Object.entries(own).flatMap(([name, options]) => (isRecord(options) ? [{ name, ...options }] : []));
}
