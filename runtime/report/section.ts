import { markup, type Html, type HtmlValue } from './html.ts';

/** A part of the page that the contents lead to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Beside the title: how many there are. */
  readonly note?: string | undefined;
  readonly body: HtmlValue;
}

export function renderSection({ id, title, note, body }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}${note !== undefined && markup` <span class="note">${note}</span>`}</h2>
    ${body}
  </section> `;
}
