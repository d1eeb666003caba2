import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { listedValues } from './choices.ts';
import { askFirst } from './ask-first.ts';
import { typeOf } from './type-of.ts';
import type { Field, Form } from './form.ts';
import { describe, inputOf, labelOf, multiSelectOf, nameBeside, optionOf } from './form-input.ts';
import type { FormItem } from './form-item.ts';
import type { FormTest } from './form-test.ts';

/** Lists within lists within lists are for a file. */
const MOST_LISTS = 3;

/** A list: several of listed values, a fixed row of fields, or as many fields as are asked for. */
export function listItems(field: Field, form: Form): FormItem[] {
  const { keywords } = field.view;
  const minItems = Number(keywords['minItems'] ?? 0);
  const isAsked = !field.required && field.value === undefined && minItems > 0;
  const row = Array.isArray(keywords['prefixItems']) ? (keywords['prefixItems'] as SchemaView[]) : [];
  if (row.length > 0) return askFirst(field, isAsked, form, (shown) => rowOf(shown, row, form));
  const item = keywords['items'] as SchemaView | undefined;
  const options = item && listedValues(item)?.map(({ value, title }) => optionOf(value, title));
  if (options !== undefined)
    return askFirst(field, isAsked, form, (shown) => multiSelectOf(isAsked ? { ...shown, required: true } : shown, options, form));
  if (item === undefined || field.lists >= MOST_LISTS || item.isCircular || isFree(item)) {
    form.omitted.set(field.path, item?.isCircular ? 'it holds itself' : 'what it holds has no fields');
    return [];
  }
  return counted(field, item, minItems, form);
}

/** How many there are is asked first, which needs nothing but the form's data. */
function counted(field: Field, item: SchemaView, minItems: number, form: Form): FormItem[] {
  const given = Array.isArray(field.value) && !field.secret ? (field.value as unknown[]) : [];
  const id = form.newId([...field.id, '-count']);
  const most = field.view.keywords['maxItems'];
  const count: Field = {
    ...field,
    each: undefined,
    name: nameBeside(field, 'count'),
    id,
    required: false,
    requiredIf: undefined,
    secret: false,
    value: given.length > 0 ? given.length : field.required || field.requiredIf ? Math.max(minItems, 0) : 0,
    view: {
      ...field.view,
      keywords: { title: `Number of ${labelOf(field, form)}`, minimum: 0, ...(most !== undefined && { maximum: most }) },
    },
  };
  const some: FormTest = { kind: 'compare', id, operator: '>', value: 0 };
  const optional: FormTest = field.if ? { kind: 'all', tests: [field.if, some] } : some;
  const shown: Field = field.required || minItems === 0 ? field : { ...field, if: optional };
  const length = minItems > 0 || most !== undefined ? { validation: [['length', minItems, ...(most === undefined ? [] : [most])]] } : {};
  const { help: _, __raw__help: __, ...head } = describe(shown, form);
  const list = {
    $formkit: 'list',
    ...head,
    ...(given.length > 0 && { value: given }),
    ...length,
    children: [eachItem(field, item, id, form)],
  };
  return [inputOf(count, 'integer', form), list].map((node, index) => (index === 0 ? { ...node, ignore: true } : node));
}

/** One node that stands for each item. */
function eachItem(field: Field, item: SchemaView, count: Field['id'], form: Form): FormItem {
  const index = `i${field.lists + 1}`;
  const title = item.keywords['title'];
  const loop = { for: ['item', index, form.valueOf(count)] };
  const each: Field = {
    name: `$${index}`,
    view: { ...item, keywords: { ...item.keywords, title: typeof title === 'string' ? title : labelOf(field, form) } },
    id: form.newId([...field.id, '-', { index }]),
    path: `${field.path}[]`,
    secret: field.secret || item.keywords['writeOnly'] === true || item.keywords['format'] === 'password',
    required: true,
    lists: field.lists + 1,
    each: { name: `$${index}`, index: `$${index}` },
  };
  const items = form.itemsOf(each).map(({ __raw__name, ...node }) => node);
  return items.length === 1 ? { ...items[0]!, ...loop } : { $el: 'div', ...loop, children: items };
}

/** A list whose places have their own meaning. */
function rowOf(field: Field, row: readonly SchemaView[], form: Form): FormItem {
  const given = Array.isArray(field.value) ? (field.value as unknown[]) : [];
  const children = row.flatMap((view, index) => {
    const title = view.keywords['title'] ?? `${labelOf(field, form)} ${index + 1}`;
    const place: Field = {
      ...field,
      name: String(index),
      view: { ...view, keywords: { ...view.keywords, title } },
      id: form.newId([...field.id, `-${index}`]),
      path: `${field.path}[${index}]`,
      value: given[index] ?? view.keywords['default'],
      required: true,
      requiredIf: undefined,
      if: undefined,
    };
    return form.itemsOf(place);
  });
  const { help: _, __raw__help: __, ...head } = describe(field, form);
  return { $formkit: 'list', ...head, children };
}

function isFree(item: SchemaView): boolean {
  return typeOf(item) === 'object' && item.properties.size === 0 && item.choices.length === 0;
}
