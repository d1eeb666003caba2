import type { FormText } from './emit-ui-schema.ts';

/** How long the entries of an action are in ui-schema.json, in UTF-16 units: with these, a form need not be kept a second time. */
export interface FormLengths {
  readonly items: number;
  readonly omitted?: number;
}

export function measureForm({ items, omitted }: FormText): FormLengths {
  return { items: items.length, ...(omitted !== undefined && { omitted: omitted.length }) };
}

/** The entries of each action out of the text that `emitUiSchema` made of them; undefined where the text is another one. */
export function cutForms(text: string, lengths: readonly FormLengths[]): readonly FormText[] | undefined {
  const items = cutSection(
    text,
    'actions',
    lengths.map((form) => form.items),
  );
  const omitted = cutSection(
    text,
    'omitted',
    lengths.flatMap((form) => form.omitted ?? []),
    items?.end,
  );
  if (items === undefined || omitted === undefined) return undefined;
  const rest = omitted.entries.values();
  return lengths.map((form, index) => ({
    items: items.entries[index]!,
    ...(form.omitted !== undefined && { omitted: rest.next().value! }),
  }));
}

interface Section {
  readonly entries: readonly string[];
  readonly end: number;
}

function cutSection(text: string, name: string, lengths: readonly number[], from = 0): Section | undefined {
  if (lengths.length === 0) return { entries: [], end: from };
  const opening = `"${name}": {\n`;
  const found = text.indexOf(opening, from);
  if (found === -1) return undefined;
  let end = found + opening.length;
  const entries: string[] = [];
  for (const [index, length] of lengths.entries()) {
    entries.push(text.slice(end, end + length));
    const between = index === lengths.length - 1 ? '\n' : ',\n';
    if (!text.startsWith(between, end + length)) return undefined;
    end += length + between.length;
  }
  return { entries, end };
}
