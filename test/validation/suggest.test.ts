import { expect, test } from 'vitest';
import { suggest } from '../../runtime/validation/index.ts';

test.each([
  ['rotat', ['flip', 'rotate'], 'rotate'],
  ['epcohs', ['epochs', 'batch_size'], 'epochs'],
  ['Epochs', ['epochs'], 'epochs'],
  ['learning_rat', ['learning_rate', 'learning_date'], 'learning_rate'],
  ['zzz', ['epochs'], undefined],
  ['lr', ['id'], undefined],
  ['epochs', ['epochs'], undefined],
])('%s among %j is %s', (word, candidates, expected) => expect(suggest(word, candidates)).toBe(expected));
