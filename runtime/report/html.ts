/** Text that is safe in a page: made by `markup`, which escapes every value that is not. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template may hold. Nothing is printed for undefined and false. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** A piece of a page. What is written in the template is markup; what is filled in is text, between tags as well as in quoted attributes. */
export function markup(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.reduce((text, part, index) => text + print(values[index - 1]) + part));
}

function print(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(print).join('');
  return escapeHtml(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Also shows what would take effect or hide: control characters but for line breaks and tabs, and those that turn the direction of text. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
