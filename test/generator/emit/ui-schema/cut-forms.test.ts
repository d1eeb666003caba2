import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EmitContext } from '../../../../generator/emit/emit-context.ts';
import { cutForms, measureForm } from '../../../../generator/emit/ui-schema/cut-forms.ts';
import { emitUiSchema, type FormText } from '../../../../generator/emit/ui-schema/emit-ui-schema.ts';
import { ANY_STYLE } from '../../../../generator/plan/style/style.ts';

const context: EmitContext = { pluginCode: 'fruit', out: 'generated', ending: '.js', styles: () => ANY_STYLE };
const textOf = (forms: readonly FormText[]): string =>
  emitUiSchema(
    forms.map((form) => ({ form })),
    context,
  );

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"actions": {\n', '"omitted": {\n', ',\n', '\n  }', '\r\n', '🍏'));
const anyForm = fc.record({ items: anyText, omitted: anyText }, { requiredKeys: ['items'] });

test('the forms of all actions, whatever they say, are cut out of their file as they went in', () => {
  fc.assert(
    fc.property(fc.array(anyForm, { maxLength: 5 }), (forms) => {
      expect(cutForms(textOf(forms), forms.map(measureForm))).toEqual(forms);
    }),
  );
});

const forms: readonly FormText[] = [{ items: '"train": []', omitted: '"train": {}' }, { items: '"report": []' }];
const lengths = forms.map(measureForm);

test.each([
  ['checked out with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['with a form that is longer', (text: string) => text.replace('"train": []', '"train": [1]')],
  ['of other actions', () => '{}\n'],
  ['that is empty', () => ''],
])('a file %s is not cut', (_name, change) => {
  expect(cutForms(change(textOf(forms)), lengths)).toBeUndefined();
});
