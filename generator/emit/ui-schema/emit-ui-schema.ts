import type { ActionModel } from '../../model/plugin-model.ts';
import { viewSchema } from '../../model/schema/view/schema-view.ts';
import { indentUnit } from '../../plan/style/style.ts';
import type { EmitContext } from '../emit-context.ts';
import { formatOwned } from '../format-file.ts';
import { fieldItems } from './field-items.ts';
import { Form } from './form.ts';
import type { FormItem } from './form-item.ts';
import { mergeItems } from './merge-item.ts';
import { objectItems } from './object-items.ts';

/**
 * generated/ui-schema.json: a form for the params of every action, in the words of FormKit, which the platform's console renders. `omitted` are
 * params that no input can fill, with the reason: they are for a file, or for an item of the author's (`x-ui`, `ui_schema`).
 */
export function emitUiSchema(pieces: readonly { readonly form: FormText }[], context: EmitContext): string {
  const unit = indentUnit(context.styles(pathOf(context)));
  const omitted = pieces.flatMap(({ form }) => form.omitted ?? []);
  const sections = [
    `${unit}"generator": "actionsmith"`,
    section(
      'actions',
      pieces.map(({ form }) => form.items),
      unit,
    ),
    ...(omitted.length > 0 ? [section('omitted', omitted, unit)] : []),
  ];
  return `{\n${sections.join(',\n')}\n}\n`;
}

function section(name: string, entries: readonly string[], unit: string): string {
  return entries.length === 0 ? `${unit}"${name}": {}` : `${unit}"${name}": {\n${entries.join(',\n')}\n${unit}}`;
}

/** The entries of one action, as they stand in the file: to lay out the forms of all actions at once takes 150 MB. */
export interface FormText {
  readonly items: string;
  /** Missing where nothing is. */
  readonly omitted?: string;
}

export async function printForm(key: string, { items, omitted }: ActionForm, context: EmitContext): Promise<FormText> {
  const isComplete = Object.keys(omitted).length === 0;
  return { items: await printEntry(key, items, context), ...(!isComplete && { omitted: await printEntry(key, omitted, context) }) };
}

async function printEntry(key: string, value: unknown, context: EmitContext): Promise<string> {
  const text = JSON.stringify({ section: { [key]: value } }, null, 2);
  const formatted = await formatOwned('ui-schema.json', text, context.styles(pathOf(context)));
  return formatted.split('\n').slice(2, -3).join('\n');
}

function pathOf({ out }: EmitContext): string {
  return `${out}/ui-schema.json`;
}

export interface ActionForm {
  readonly items: readonly FormItem[];
  readonly omitted: Readonly<Record<string, string>>;
}

/** The form of one action, the author's own items included. */
export function formOf(action: ActionModel): ActionForm {
  const form = new Form(fieldItems);
  if (action.params === undefined) return { items: mergeItems([], action.uiSchema), omitted: {} };
  const view = viewSchema(action.params.schema);
  const parent = {
    view,
    id: [action.key],
    path: '',
    secret: view.keywords['writeOnly'] === true,
    value: view.keywords['default'],
    lists: 0,
  };
  const items = form.dropIds(objectItems(parent, form));
  return { items: mergeItems(items, action.uiSchema), omitted: Object.fromEntries(form.omitted) };
}
