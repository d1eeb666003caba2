import { type Html, markup } from './html.ts';

/** Names and what they are, side by side. */
export function factList(facts: readonly (readonly [name: string, value: string | Html])[]): Html {
  return markup`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          markup`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
}
