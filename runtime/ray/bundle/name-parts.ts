import { createHash } from 'node:crypto';
import { PART_PREFIX } from '../run-file.ts';

/** As the bundler names a part: with a digest that differs with the place where the plugin lies. */
const PART = new RegExp(`\\b(${PART_PREFIX}[\\w-]+-)[A-Z0-9]{8}(?=\\.mjs\\b)`, 'g');

/** The modules with every part named after what is in it, wherever it was built. A digest is as long as before: the columns of source maps stay right. */
export function nameParts(modules: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = new Map<string, string>();
  for (const [file, text] of Object.entries(modules)) {
    const [name] = file.endsWith('.mjs') ? (file.match(PART) ?? []) : [];
    if (name !== undefined) names.set(name, name.slice(0, -8) + digestOf(text.replaceAll(PART, '$1')));
  }
  const rename = (text: string): string => text.replaceAll(PART, (name) => names.get(name) ?? name);
  return Object.fromEntries(Object.entries(modules).map(([file, text]) => [rename(file), rename(text)]));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
