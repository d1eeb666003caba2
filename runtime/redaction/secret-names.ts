/** Words that make a name one of a secret, wherever they stand in it. */
const SECRET_WORDS = new Set(
  'password passwords passwd passphrase passcode secret secrets credential credentials creds apikey authorization cookie cookies jwt'.split(
    ' ',
  ),
);
/** What a key has to be of to be secret: a metric has a key as well. */
const KEY_OWNERS = new Set(
  'api access private secret signing encryption auth account session client service master ssh license hmac'.split(' '),
);
/** In an environment even these: few variables are about anything else. */
const SECRET_IN_ENVIRONMENT = new Set('token tokens key keys auth pass pwd dsn'.split(' '));
/** Names that end in these tell about a secret, not what it is. */
const ABOUT_A_SECRET = new Set(
  (
    'file path dir folder sock socket name length count size type mode method provider url uri host port user username version ' +
    'algorithm format region ttl timeout expiry expires enabled required policy'
  ).split(' '),
);
/** Values that say that there is no secret, or switch something. */
const PLAIN_WORDS = new Set('true false null none undefined auto default enabled disabled required optional basic bearer'.split(' '));

/** Environments have the same names again and again. */
const VARIABLES = new Map<string, boolean>();
const MOST_KNOWN = 1_000;

/** True for a name in data under which a secret stands: `password`, `apiKey`, `auth_token`; not for `key`, `tokens`, `token_count`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (ABOUT_A_SECRET.has(last)) return false;
  return last === 'token' || (last === 'key' && KEY_OWNERS.has(words.at(-2) ?? '')) || words.some((word) => SECRET_WORDS.has(word));
}

/** The values of an environment that must not be shown, by the names of its variables. */
export function secretsOfEnvironment(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (isSecretVariable(name) && !isPlain(name, value) ? value : passwordOf(value)));
}

/** The password in an URL such as `postgres://me:secret@db`, as it stands there and as it is. */
export function passwordOf(url: string): string[] {
  if (!url.includes('://')) return [];
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i.exec(url)?.[1];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

/** True for a variable of an environment that holds a secret: there, any key or token is one. */
export function isSecretVariable(name: string): boolean {
  const known = VARIABLES.get(name);
  if (known !== undefined) return known;
  if (VARIABLES.size >= MOST_KNOWN) VARIABLES.clear();
  const isSecret = judgeVariable(name);
  VARIABLES.set(name, isSecret);
  return isSecret;
}

function judgeVariable(name: string): boolean {
  if (name === 'PWD' || name === 'OLDPWD') return false;
  const words = wordsOf(name);
  if (ABOUT_A_SECRET.has(words.at(-1) ?? '')) return false;
  return words.some((word) => SECRET_WORDS.has(word) || SECRET_IN_ENVIRONMENT.has(word));
}

/** A switch, or a number: MAX_TOKENS is one, and a password may be one. */
function isPlain(name: string, value: string): boolean {
  const text = value.trim().toLowerCase();
  return PLAIN_WORDS.has(text) || (/^[\d.]+$/.test(text) && !wordsOf(name).some((word) => SECRET_WORDS.has(word)));
}

/** `HTTPProxyToken`, `proxy_token` and `proxy-token` are the words http, proxy, token. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
