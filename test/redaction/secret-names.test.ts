import { expect, test } from 'vitest';
import { isSecretName, secretsOfEnvironment } from '../../runtime/redaction/secret-names.ts';

test.each([
  'password',
  'dbPassword',
  'DB_PASSWORD',
  'apiKey',
  'API-KEY',
  'HTTPAuthToken',
  'client_secret',
  'credentials',
  'Authorization',
  'token',
  'privateKey',
])('a value under %s is secret', (name) => expect(isSecretName(name)).toBe(true));

test.each([
  'key',
  'keys',
  'tokens',
  'max_tokens',
  'token_count',
  'tokenizer',
  'secretary',
  'password_file',
  'token_type',
  'keyboard',
  'monkey',
  'file_key',
  '',
])('a value under %s is none', (name) => expect(isSecretName(name)).toBe(false));

test('the secrets of an environment are what its names say, and the passwords in its URLs', () => {
  const env = {
    HUB_TOKEN: 'one',
    AWS_SECRET_ACCESS_KEY: 'two',
    SSH_KEY: 'three',
    DB_PASS: 'four',
    PIN_PASSWORD: '12345',
    DATABASE_URL: 'postgres://me:fi%20ve@db:5432/x',
    MAX_TOKENS: '4096',
    USE_TOKEN: 'true',
    AUTH_MODE: 'token',
    KEY_FILE: '/run/key',
    PWD: '/home/me',
    KEYBOARD: 'us-intl',
    HOME: '/home/me',
  };
  expect(secretsOfEnvironment(env)).toEqual(['one', 'two', 'three', 'four', '12345', 'fi%20ve', 'fi ve']);
});
