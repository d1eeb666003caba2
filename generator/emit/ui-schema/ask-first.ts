import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import type { Field, Form } from './form.ts';
import { inputOf, labelOf, nameBeside } from './form-input.ts';
import type { FormItem } from './form-item.ts';
import type { FormTest } from './form-test.ts';

/** A box that says whether there is such a value at all; it is not part of the value. */
export function askFirst(field: Field, isAsked: boolean, form: Form, make: (field: Field) => FormItem): FormItem[] {
  if (!isAsked) return [make(field)];
  const id = form.newId([...field.id, '-given']);
  const view: SchemaView = { ...field.view, keywords: { title: `Set ${labelOf(field, form)}` } };
  const box = inputOf(
    { ...field, each: undefined, name: nameBeside(field, 'given'), id, view, value: undefined, requiredIf: undefined },
    'boolean',
    form,
  );
  const test: FormTest = { kind: 'compare', id, operator: '===', value: true };
  return [{ ...box, ignore: true }, make({ ...field, if: field.if ? { kind: 'all', tests: [field.if, test] } : test })];
}
