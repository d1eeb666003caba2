import { toJson } from '../logging/to-json.ts';
import { SHORTEST_SECRET } from './secret-forms.ts';
import { isSecretName, passwordOf } from './secret-names.ts';

/** Lines that long are secret on their own: a key is often shown line by line. */
const SHORTEST_LINE = 16;

/** Every text by itself a secret, in a value that is one: its texts and numbers, the lines of a key, the credentials in a header or an URL. */
export function secretTexts(value: unknown): string[] {
  if (value instanceof Uint8Array) return secretTexts(Buffer.from(value).toString('utf8'));
  return leavesOf(toJson(value))
    .flatMap(partsOf)
    .filter((text) => text.length >= SHORTEST_SECRET);
}

function leavesOf(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json === 'number') return [String(json)];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(leavesOf) : [];
}

function partsOf(secret: string): string[] {
  return [secret, secret.trim(), ...linesOf(secret), ...passwordOf(secret), ...credentialOf(secret), ...namedIn(secret)];
}

function linesOf(secret: string): string[] {
  const lines = secret.trim().split(/\r?\n/);
  if (lines.length === 1) return [];
  return lines.map((line) => line.trim()).filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'));
}

/** `Bearer abc`, and `Basic` with the password in its base64. */
function credentialOf(secret: string): string[] {
  const [, scheme = '', credential] = /^(Bearer|Basic|Token)\s+(\S+)$/i.exec(secret.trim()) ?? [];
  if (credential === undefined) return [];
  if (scheme.toLowerCase() !== 'basic') return [credential];
  return [credential, ...Buffer.from(credential, 'base64').toString('utf8').split(':').slice(1)];
}

/** The private key in a service account's file, and the like. */
function namedIn(secret: string): string[] {
  if (!secret.trimStart().startsWith('{')) return [];
  try {
    return secretsUnderNames(JSON.parse(secret));
  } catch {
    return [];
  }
}

/** The texts that stand under names such as `password`, at any depth. */
export function secretsUnderNames(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => (isSecretName(name) ? secretTexts(value) : secretsUnderNames(value)));
}
