import type { TypeNode } from '../../model/types/type-node.ts';
import { identifier, literal, propertyKey } from '../code.ts';

/**
 * A choice of texts as an object of constants and the union of its values: what `enum` would be, and both erase and compare as plain texts.
 * Undefined for every other type.
 */
export function printEnum(name: string, type: TypeNode): string | undefined {
  if (type.kind !== 'union') return undefined;
  const values = type.of.map((member) => (member.kind === 'literal' ? member.value : undefined));
  if (!values.every((value) => typeof value === 'string')) return undefined;
  const called = identifier(name);
  const members = memberNames(values);
  if (members.includes('__proto__')) return undefined; // in an object literal it is no key
  const lines = members.map((member, at) => `  ${propertyKey(member)}: ${literal(values[at])},\n`);
  return `export const ${called} = {\n${lines.join('')}} as const;\nexport type ${called} = (typeof ${called})[keyof typeof ${called}];\n`;
}

/** `object-detection` is called OBJECT_DETECTION; values that would share a name, or have no letters, are called what they are. */
function memberNames(values: readonly string[]): readonly string[] {
  const names = values.map(constantCase);
  const counts = new Map<string, number>();
  for (const name of [...names, ...values]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const clear = (at: number): boolean => names[at] !== '' && (counts.get(names[at]!) === 1 || names[at] === values[at]);
  return values.every((_value, at) => clear(at)) ? names : values;
}

function constantCase(value: string): string {
  const words = value.replace(/([a-z0-9])([A-Z])/g, '$1_$2').match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.join('_').toUpperCase();
  return /^[\x20-\x7E]*$/.test(value) && !/^\d/.test(name) ? name : '';
}
