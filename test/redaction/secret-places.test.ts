import { expect, test } from 'vitest';
import { hideSecretValues, withoutSecrets } from '../../runtime/redaction/secret-places.ts';

const schema = { secrets: ['/pin', '/logins/*/answer', '/tree/**/key'] };

test('params are shown without what the schema marks, however short, and without what they repeat elsewhere', () => {
  const params = {
    pin: 7,
    logins: [{ user: 'me', answer: 'blue sky' }],
    tree: { left: { key: 'ab', other: 1 }, key: { deep: true } },
    note: 'blue sky',
    password: 'x',
  };
  expect(withoutSecrets(schema, params)).toEqual({
    pin: '[REDACTED]',
    logins: [{ user: 'me', answer: '[REDACTED]' }],
    tree: { left: { key: '[REDACTED]', other: 1 }, key: '[REDACTED]' },
    note: '[REDACTED]',
    password: '[REDACTED]',
  });
});

test('an issue with a secret does not show what was got, nor what was meant', () => {
  const issue = { message: 'must be one of a, b (got "abc")', hint: 'did you mean "a"?', keyword: 'enum' };
  const paths = [['pin'], ['logins', 0, 'answer'], ['logins', 0, 'user'], ['tree', 'x', 'y', 'key', 'z'], ['api_key']];
  const shown = hideSecretValues(
    schema,
    paths.map((path) => ({ ...issue, path })),
  );
  expect(shown.map(({ message, hint }) => [message, hint])).toEqual([
    ['must be one of a, b', undefined],
    ['must be one of a, b', undefined],
    ['must be one of a, b (got "abc")', 'did you mean "a"?'],
    ['must be one of a, b', undefined],
    ['must be one of a, b', undefined],
  ]);
});
