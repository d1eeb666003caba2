import type { SchemaObject } from '../../model/schema/json-schema.ts';
import type { Field, Form } from './form.ts';
import { type FormItem, plainOptions } from './form-item.ts';
import { negate, printId } from './form-test.ts';
import { titleCase } from './title-case.ts';

/** Formats that FormKit has an input for whose values are valid. A date with a time is not among them: that of a browser has no zone. */
const FORMAT_INPUTS: Readonly<Record<string, { readonly input: string; readonly rule: string }>> = {
  email: { input: 'email', rule: 'email' },
  'idn-email': { input: 'email', rule: 'email' },
  uri: { input: 'url', rule: 'url' },
  date: { input: 'date', rule: 'date_format' },
};
const FORMAT_EXAMPLES: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'PT1H30M',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  hostname: 'example.org',
};

type Rule = readonly [string, ...unknown[]];

/** A value without parts: text, a number, yes or no. */
export function inputOf(field: Field, type: string, form: Form): FormItem {
  if (type === 'boolean') return checkbox(field, form);
  const { keywords } = field.view;
  const isNumber = type === 'integer' || type === 'number';
  const rules = isNumber ? numberRules(keywords, type) : textRules(keywords);
  const format = typeof keywords['format'] === 'string' ? FORMAT_INPUTS[keywords['format']] : undefined;
  const input = field.secret ? 'password' : isNumber ? 'number' : (format?.input ?? 'text');
  return {
    $formkit: input,
    ...describe(field, form),
    ...(field.secret ? { autocomplete: 'off' } : valueOptions(field)),
    ...(isNumber && { number: true, ...numberBounds(keywords, type) }),
    ...(!isNumber && textBounds(keywords)),
    ...requiredOptions(field, rules, form),
    ...messagesOf(keywords, type),
  };
}

/** One of the values that a schema lists. */
export function selectOf(field: Field, options: readonly { readonly label: string; readonly value: unknown }[], form: Form): FormItem {
  const { value } = field;
  return {
    $formkit: 'select',
    ...describe(field, form),
    ...(value !== undefined && !field.secret && plainOptions({ value })),
    placeholder: 'Choose one',
    options,
    ...requiredOptions(field, [], form),
  };
}

/** Several of the values that a schema lists. */
export function multiSelectOf(field: Field, options: readonly { readonly label: string; readonly value: unknown }[], form: Form): FormItem {
  const { minItems, maxItems } = field.view.keywords;
  const length: Rule[] = minItems === undefined && maxItems === undefined ? [] : [['length', minItems ?? 0, maxItems ?? options.length]];
  return {
    $formkit: 'select',
    ...describe(field, form),
    multiple: true,
    ...(Array.isArray(field.value) && { value: field.value }),
    options,
    ...requiredOptions({ ...field, required: field.required && typeof minItems === 'number' && minItems > 0 }, length, form),
  };
}

/** What can have one value only is no question. */
export function hiddenOf(field: Field, value: unknown, form: Form): FormItem {
  const { label: _, help: __, ...rest } = describe(field, form);
  return { $formkit: 'hidden', ...rest, ...plainOptions({ value }) };
}

/** Name, label, help, id and when the item is there. */
export function describe(field: Field, form: Form): Readonly<Record<string, unknown>> {
  const { title, description } = field.view.keywords;
  return {
    ...plainOptions({
      name: field.name,
      label: typeof title === 'string' ? title : titleCase(field.name),
      help: typeof description === 'string' ? description : undefined,
    }),
    ...(field.if && { if: form.print(field.if), key: form.newKey() }),
    id: printId(field.id),
    ...field.each,
  };
}

/** The name of an input that asks something about a field and is not sent. */
export function nameBeside({ name, each }: Field, what: string): string {
  return `${each === undefined ? name : 'item'}_${what}`;
}

/** What the field is called in its form, for texts about it. */
export function labelOf(field: Field, form: Form): string {
  const { label, __raw__label } = describe(field, form);
  return String(label ?? __raw__label);
}

/** The value that nobody need fill in, and what stands in the input as an example. */
function valueOptions({ value, view: { keywords } }: Field): Readonly<Record<string, unknown>> {
  const examples = Array.isArray(keywords['examples']) ? (keywords['examples'] as unknown[]) : [];
  const example = value ?? examples[0] ?? FORMAT_EXAMPLES[String(keywords['format'])];
  const placeholder = typeof example === 'string' || typeof example === 'number' ? String(example) : undefined;
  return plainOptions({ value: value ?? undefined, placeholder });
}

/** A box that nobody ticks gives nothing; one that must be answered gives no. */
function checkbox(field: Field, form: Form): FormItem {
  const value = typeof field.value === 'boolean' ? field.value : field.required || field.requiredIf ? false : undefined;
  return { $formkit: 'checkbox', ...describe(field, form), ...(value !== undefined && { value }), required: false };
}

/** `required` for who reads the list, and the rules that FormKit checks. */
export function requiredOptions({ required, requiredIf }: Field, rules: readonly Rule[], form: Form): Readonly<Record<string, unknown>> {
  const strict: Rule[] = [['required'], ...rules];
  if (required) return { required, validation: strict };
  if (requiredIf === undefined) return { required, ...(rules.length > 0 && { validation: rules }) };
  return {
    // oxlint-disable unicorn/no-thenable -- FormKit's words for options that depend on other fields
    required: { if: form.print(requiredIf), then: true, else: false },
    validation: { if: form.print(negate(requiredIf)), then: rules, else: strict },
    // oxlint-enable unicorn/no-thenable
  };
}

function numberBounds(keywords: SchemaObject, type: string): Readonly<Record<string, unknown>> {
  const step = keywords['multipleOf'] ?? (type === 'integer' ? 1 : 'any');
  return plainOptions({ min: lowest(keywords, type), max: highest(keywords, type), step });
}

function numberRules(keywords: SchemaObject, type: string): Rule[] {
  const [min, max] = [lowest(keywords, type), highest(keywords, type)];
  const excluded =
    type === 'integer' ? [] : [keywords['exclusiveMinimum'], keywords['exclusiveMaximum']].filter((bound) => bound !== undefined);
  return [
    ...(min === undefined ? [] : [['min', min] as const]),
    ...(max === undefined ? [] : [['max', max] as const]),
    ...(excluded.length === 0 ? [] : [['not', ...excluded] as const]),
    ...(type === 'integer' ? [['matches', String.raw`/^-?\d+$/`] as const] : []),
  ];
}

/** A whole number that must be above 3 is at least 4. */
function lowest({ minimum, exclusiveMinimum }: SchemaObject, type: string): number | undefined {
  const above = typeof exclusiveMinimum !== 'number' ? undefined : type === 'integer' ? Math.floor(exclusiveMinimum) + 1 : exclusiveMinimum;
  const bounds = [minimum, above].filter((bound) => typeof bound === 'number');
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}

function highest({ maximum, exclusiveMaximum }: SchemaObject, type: string): number | undefined {
  const below = typeof exclusiveMaximum !== 'number' ? undefined : type === 'integer' ? Math.ceil(exclusiveMaximum) - 1 : exclusiveMaximum;
  const bounds = [maximum, below].filter((bound) => typeof bound === 'number');
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

function textBounds({ minLength, maxLength }: SchemaObject): Readonly<Record<string, unknown>> {
  return plainOptions({ minlength: minLength, maxlength: maxLength });
}

function textRules(keywords: SchemaObject): Rule[] {
  const { minLength, maxLength, pattern, format } = keywords;
  const known = typeof format === 'string' ? FORMAT_INPUTS[format] : undefined;
  return [
    ...(minLength === undefined && maxLength === undefined
      ? []
      : [['length', minLength ?? 0, ...(maxLength === undefined ? [] : [maxLength])] as const]),
    ...(isPlainPattern(pattern) ? [['matches', `/${pattern}/`] as const] : []),
    ...(known === undefined ? [] : [(known.rule === 'date_format' ? [known.rule, 'YYYY-MM-DD'] : [known.rule]) as Rule]),
  ];
}

/** FormKit reads a pattern without the flag `u`; one that needs it is left to the validator. */
function isPlainPattern(pattern: unknown): pattern is string {
  return typeof pattern === 'string' && pattern !== '' && !/\\[pPk]|\\u\{|[^\u0000-\uD7FF]/.test(pattern); // oxlint-disable-line no-control-regex -- a range of all plain characters
}

function messagesOf({ pattern }: SchemaObject, type: string): Readonly<Record<string, unknown>> {
  if (type === 'integer') return { validationMessages: { matches: 'This must be a whole number.' } };
  return isPlainPattern(pattern) && type === 'string' ? { validationMessages: { matches: `This must match ${pattern}` } } : {};
}

/** A scalar with its label; what has parts is shown as JSON. */
export function optionOf(value: unknown, title?: unknown): { readonly label: string; readonly value: unknown } {
  const shown = value === null ? 'none' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { label: typeof title === 'string' ? title : shown, value };
}
