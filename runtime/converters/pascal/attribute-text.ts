import { isXmlText } from './escape-xml.ts';

/** True for what VOC has an element of its own for: a pose, and a flag that is set. */
export function isFlag(name: string, value: unknown): boolean {
  return name === 'pose' ? typeof value === 'string' && value !== 'Unspecified' : value === 1 && FLAGS.includes(name);
}

export const FLAGS: readonly string[] = ['truncated', 'occluded', 'difficult'];

/** A value as text; not exact where reading the text gives another value. */
export function textOfAttribute(value: unknown): { readonly text: string; readonly isExact: boolean } {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { text, isExact: valueOfText(text) === value && isXmlText(text) };
}

/** Numbers and booleans as these, where they are written as we write them; else the text. */
export function valueOfText(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text !== '' && Number.isFinite(number) && String(number) === text ? number : text;
}
