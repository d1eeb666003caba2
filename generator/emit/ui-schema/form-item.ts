/** One node of a form, as FormKit takes it (FormKitSchemaNode): an input, or an element around inputs. */
export interface FormItem {
  readonly $formkit?: string;
  readonly name?: string;
  readonly children?: string | readonly FormItem[];
  readonly [option: string]: unknown;
}

/** FormKit takes texts that begin with `$` for expressions; `__raw__` before the name of an option says that it is not one. */
export function plainOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [isExpression(value) ? `__raw__${key}` : key, value]));
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('$') && value.length > 1;
}
