import { isRecord } from '../../model/schema/json-schema.ts';
import { joinViews, type SchemaView } from '../../model/schema/view/schema-view.ts';
import { kindOfBranch, listedValues } from './choices.ts';
import type { Field, Form } from './form.ts';
import { askFirst } from './ask-first.ts';
import { typeOf } from './type-of.ts';
import { describe, hiddenOf, inputOf, labelOf, nameBeside, optionOf, selectOf } from './form-input.ts';
import type { FormItem } from './form-item.ts';
import type { FormTest } from './form-test.ts';
import { listItems } from './list-items.ts';
import { objectItems } from './object-items.ts';
import { mergeItem } from './merge-item.ts';

/** The items for one field: mostly one; more where something must be asked that is not part of the value. */
export function fieldItems(field: Field, form: Form): FormItem[] {
  const own = field.view.keywords['x-ui'];
  if (own === false) return [];
  const items = itemsOf(field, form);
  return isRecord(own) ? items.map((item) => (item.name === field.name ? mergeItem(item, own) : item)) : items;
}

function itemsOf(field: Field, form: Form): FormItem[] {
  const { view } = field;
  if (view.isCircular) return omit(field, form, 'it holds itself');
  const values = listedValues(view);
  if (values !== undefined) return values.length === 0 ? [] : listed(field, values, form);
  const branches = view.choices.flatMap((choice) => choice.filter((branch) => branch.keywords['type'] !== 'null'));
  if (branches.length > 0 && !branches.every(isObject)) return chosen(field, branches, form);
  const type = typeOf(view);
  if (type === 'object') return group(field, form);
  if (type === 'array') return listItems(field, form);
  return type === 'null' ? [] : [inputOf(field, type, form)];
}

function listed(field: Field, values: readonly { value: unknown; title?: unknown }[], form: Form): FormItem[] {
  const [first, ...others] = values;
  const isFixed = others.length === 0 && field.required;
  return [
    isFixed
      ? hiddenOf(field, first!.value, form)
      : selectOf(
          field,
          values.map(({ value, title }) => optionOf(value, title)),
          form,
        ),
  ];
}

/** One of several kinds of value: which one is asked first. */
function chosen(field: Field, branches: readonly SchemaView[], form: Form): FormItem[] {
  const rest: SchemaView = { ...field.view, choices: [] };
  if (branches.length === 1) return itemsOf({ ...field, view: joinViews(rest, branches[0]!) }, form);
  const id = form.newId([...field.id, '-kind']);
  const fits = Math.max(
    0,
    branches.findIndex((branch) => holds(branch, field.value)),
  );
  const ask: Field = {
    ...field,
    name: nameBeside(field, 'kind'),
    id,
    required: true,
    value: fits,
    view: { ...rest, keywords: { title: `Kind of ${labelOf(field, form)}` } },
  };
  const options = branches.map((branch, index) => ({ label: kindOfBranch(branch, index), value: index }));
  const items = branches.flatMap((branch, index) => {
    const test: FormTest = { kind: 'compare', id, operator: '===', value: index };
    const both: FormTest = field.if ? { kind: 'all', tests: [field.if, test] } : test;
    const value = index === fits ? field.value : undefined;
    return itemsOf({ ...field, view: joinViews(rest, branch), if: both, value, required: field.required }, form);
  });
  return [{ ...selectOf(ask, options, form), ignore: true }, ...items];
}

/** Fields within fields. Where the group may be missing but not empty, whether there is one is asked first. */
function group(field: Field, form: Form): FormItem[] {
  const { view } = field;
  if (view.properties.size === 0 && view.choices.every((branches) => branches.every((branch) => branch.properties.size === 0)))
    return omit(field, form, 'its names are free');
  const isAsked =
    !field.required && field.value === undefined && (view.required.size > 0 || Number(view.keywords['minProperties'] ?? 0) > 0);
  return askFirst(field, isAsked, form, (shown) => {
    const { label, __raw__label, help, __raw__help, ...rest } = describe(shown, form) as Record<string, string>;
    const legend = { $el: 'legend', children: textNode(label ?? __raw__label ?? '') };
    const about = help ?? __raw__help;
    const fields = objectItems({ ...shown, id: shown.id }, form);
    const children = [legend, ...(about === undefined ? [] : [{ $el: 'p', children: textNode(about) }]), ...fields];
    return { $formkit: 'group', ...rest, children: [{ $el: 'fieldset', children }] };
  });
}

/** A text that is no expression, as the only child of an element. */
function textNode(text: string): string {
  return text.startsWith('$') ? ` ${text}` : text;
}

function omit(field: Field, form: Form, reason: string): FormItem[] {
  form.omitted.set(field.path, reason);
  return [];
}

function isObject(branch: SchemaView): boolean {
  return branch.keywords['type'] === 'object' || (branch.keywords['type'] === undefined && branch.keywords['enum'] === undefined);
}

function holds(branch: SchemaView, value: unknown): boolean {
  const type = Array.isArray(value) ? 'array' : typeof value;
  const wanted = typeOf(branch);
  return wanted === 'integer' ? Number.isInteger(value) : wanted === type;
}
