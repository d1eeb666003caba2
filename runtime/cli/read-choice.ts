import { suggest } from '../validation/suggest.ts';
import { UsageError } from './usage-error.ts';

/** One of the words that an option takes, in any case. Throws UsageError. */
export function readChoice<const C extends string>(option: string, text: string | undefined, choices: readonly C[]): C | undefined {
  const choice = text?.toUpperCase();
  if (choice === undefined) return undefined;
  const found = choices.find((one) => one === choice);
  if (found !== undefined) return found;
  const near = suggest(choice, choices);
  const help = near === undefined ? `it can be ${choices.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`there is no ${option} ${JSON.stringify(text)}; ${help}`);
}
