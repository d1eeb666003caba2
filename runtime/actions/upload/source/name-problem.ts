import { messageOf } from '../../../errors/message-of.ts';
import { checkKey } from '../../../storage/check-key.ts';

/** Why a file of this name is not taken: it is hidden, or its name would lead elsewhere where it is read again. */
export function nameProblem(name: string): string | undefined {
  try {
    checkKey(name);
  } catch (error) {
    return messageOf(error)
      .replace('the key of a file in a storage', 'its name')
      .replace(/ \(got .*\)$/s, '');
  }
  return name.split('/').some((part) => part.startsWith('.')) ? 'it is hidden' : undefined;
}
