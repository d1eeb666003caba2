import type { ActionModel, PluginModel } from '../model/plugin-model.ts';

/** One form field, in the words of FormKit, which the platform's console renders. */
interface FormField {
  readonly $formkit: string;
  readonly name: string;
  readonly label: string;
  readonly [option: string]: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

/** generated/ui-schema.json: a form for the params of every action. */
export function emitUiSchema(plugin: PluginModel): string {
  const actions = Object.fromEntries(plugin.actions.map((action) => [action.key, formOf(action)]));
  return `${JSON.stringify({ generator: 'actionsmith', actions }, null, 2)}\n`;
}

function formOf(action: ActionModel): FormField[] {
  const schema = action.params?.schema;
  if (typeof schema !== 'object') return [];
  const properties = asSchema(schema.properties);
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([name, property]) => fieldOf(name, resolve(asSchema(property), schema), required.includes(name)));
}

function fieldOf(name: string, schema: Schema, required: boolean): FormField {
  const type = [schema.type].flat().find((candidate) => candidate !== 'null');
  const kind = kindOf(schema, type);
  const value = schema.default;
  return {
    $formkit: kind,
    name,
    label: typeof schema.title === 'string' ? schema.title : titleCase(name),
    ...(typeof schema.description === 'string' && { help: schema.description }),
    ...(value !== undefined && value !== null && { value, placeholder: String(typeof value === 'object' ? JSON.stringify(value) : value) }),
    required: required && value === undefined,
    ...(Array.isArray(schema.enum) && { options: schema.enum.map((option) => ({ label: String(option), value: option })) }),
    ...(kind === 'number' && { number: true, ...limits(schema, type) }),
    ...asSchema(schema['x-formkit']),
  };
}

function kindOf(schema: Schema, type: unknown): string {
  if (Array.isArray(schema.enum)) return 'select';
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' ? 'checkbox' : 'text';
}

function limits(schema: Schema, type: unknown): Schema {
  const min = schema.minimum ?? schema.exclusiveMinimum;
  const max = schema.maximum ?? schema.exclusiveMaximum;
  const step = schema.multipleOf ?? (type === 'integer' ? 1 : undefined);
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...(step !== undefined && { step }) };
}

/** The schema is self-contained, so a reference leads to `#/$defs/<name>`. */
function resolve(schema: Schema, root: Schema): Schema {
  const name = typeof schema.$ref === 'string' ? /^#\/\$defs\/(.+)$/.exec(schema.$ref)?.[1] : undefined;
  return name === undefined ? schema : { ...asSchema(asSchema(root.$defs)[name]), ...schema };
}

function asSchema(value: unknown): Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Schema) : {};
}

function titleCase(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase());
}
