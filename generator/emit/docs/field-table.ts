import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { describeLimits, describeType } from './describe-type.ts';
import { code, type Markdown, table, text } from './markdown.ts';

const DEEPEST = 4;
const LONGEST_DEFAULT = 60;

/** A table of the fields of an object, those inside of it below it: `optimizer.rate`, `layers[].units`. */
export function fieldTable(view: SchemaView, nameOfField: string): Markdown {
  return table([nameOfField, 'Type', 'Default', 'Limits', 'Description'], [...fieldRows(view, '', 0, false)]);
}

function* fieldRows(view: SchemaView, path: string, depth: number, secret: boolean): Generator<Markdown[]> {
  if (depth >= DEEPEST) return;
  for (const [name, field] of properties(view)) {
    const place = path === '' ? name : `${path}.${name}`;
    const isSecret = secret || field.keywords['writeOnly'] === true || field.keywords['format'] === 'password';
    const [title, description] = [field.keywords['title'], field.keywords['description']];
    const about = [title, description].filter((part) => typeof part === 'string').join(': ');
    yield [code(place), describeType(field), defaultOf(field, view.required.has(name), isSecret), describeLimits(field), text(about)];
    yield* fieldRows(field, place, depth + 1, isSecret);
    const item = field.keywords['items'] as SchemaView | undefined;
    if (item !== undefined) yield* fieldRows(item, `${place}[]`, depth + 1, isSecret);
  }
}

/** Also the fields that are there in one of several shapes, or under a condition. */
function properties(view: SchemaView): [string, SchemaView][] {
  const found = new Map<string, SchemaView>(view.properties);
  const parts = [...view.choices.flat(), ...view.conditions.flatMap(({ met, unmet }) => [met, unmet]), ...view.dependents.values()];
  for (const part of parts) if (part) for (const [name, field] of properties(part)) if (!found.has(name)) found.set(name, field);
  return [...found];
}

function defaultOf({ keywords }: SchemaView, required: boolean, secret: boolean): Markdown {
  if (keywords['default'] === undefined || secret) return text(required ? 'required' : '');
  const shown = JSON.stringify(keywords['default']);
  return code(shown.length > LONGEST_DEFAULT ? `${shown.slice(0, LONGEST_DEFAULT)}…` : shown);
}
