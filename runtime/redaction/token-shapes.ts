import { REDACTED } from './redacted.ts';

/** Tokens that services make so that they are recognised. */
const TOKENS = new RegExp(
  [
    'gh[oprsu]_[A-Za-z0-9]{20,255}',
    'github_pat_\\w{20,255}',
    'gl(?:pat|ptt|rt|dt)-[\\w-]{16,255}',
    '(?:AKIA|ASIA)[0-9A-Z]{16}',
    'xox[abeoprs]-[\\w-]{10,255}',
    '\\b[rs]k[-_](?:live_|test_|ant-|proj-)?[A-Za-z0-9_-]{20,255}',
    'AIza[\\w-]{35}',
    'ya29\\.[\\w-]{20,255}',
    'npm_[A-Za-z0-9]{36}',
    '\\bhf_[A-Za-z0-9]{30,255}',
    'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}',
    'pypi-[\\w-]{16,255}',
    'eyJ[\\w-]{8,8192}\\.[\\w-]{4,8192}\\.[\\w-]{0,8192}',
    '-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----(?:(?!-----)[^])*(?:-----END [A-Z ]{0,32}-----)?',
  ].join('|'),
  'g',
);
/** The credentials of a header, and what stands under a telling name: `Authorization: Bearer …`, `"password":"…"`, `?token=…`. */
const HEADER =
  /\b((?:proxy-)?authorization\\?["']?\s*[:=]\s*\\?["']?(?:(?:Bearer|Basic|Token|Digest|Negotiate|ApiKey)\s+)?|\b(?:Bearer|Basic)\s+(?=[\w+/=.~-]{16}))[^\s"',;\\]+/gi;
const NAMED =
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)(?:\\?["']\s*[:=]\s*\\?["']|["']?[:=]["']?))[^\s"'&,;\\]+/gi;
const URL_PASSWORD = /(:\/\/[^\s/:@"'<>]{0,256}:)[^\s/@"'<>]{1,256}(?=@)/g;
/** Nothing of the above without one of these; most texts are through after one look. */
const MAY_HOLD =
  /gh[oprsu]_|github_|gl(?:pat|ptt|rt|dt)-|AKIA|ASIA|xox|[rs]k[-_]|AIza|ya29|npm_|hf_|SG\.|pypi-|eyJ|PRIVATE KEY|:\/\/[^\s/@]*@|authorization|bearer|basic|passw|passphrase|secret|token|[_-]?key/i;

/** The text without what looks like a secret by itself, whatever the run knows. */
export function redactShapes(text: string): string {
  if (text.length < 8 || !MAY_HOLD.test(text)) return text;
  return text
    .replace(TOKENS, REDACTED)
    .replace(HEADER, `$1${REDACTED}`)
    .replace(NAMED, `$1${REDACTED}`)
    .replace(URL_PASSWORD, `$1${REDACTED}`);
}
