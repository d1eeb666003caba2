import { serializeError } from '../errors/serialize-error.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { toJson } from '../logging/to-json.ts';
import { JsonRedactor } from './redact-json.ts';
import { redactError } from './redact-error.ts';
import { secretTexts } from './secret-texts.ts';
import { TextRedactor } from './text-redactor.ts';
import { redactShapes } from './token-shapes.ts';

/**
 * Keeps the secrets of one run out of everything that it reports. Knows the secrets that it was told; besides, takes out what looks like a token,
 * and what stands under a name such as `password`. Secrets of less than four characters are not searched for.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #texts: TextRedactor | undefined;
  #json: JsonRedactor | undefined;

  constructor(...secrets: unknown[]) {
    this.add(...secrets);
  }

  /** Every text and number in the values is a secret from now on. */
  add(...values: unknown[]): void {
    const before = this.#secrets.size;
    for (const value of values) for (const text of secretTexts(value)) this.#secrets.add(text);
    if (this.#secrets.size === before) return;
    this.#texts = undefined;
    this.#json = undefined;
  }

  /** The value as plain JSON without secrets; an error as it travels. */
  redact(value: unknown): unknown {
    return this.#inJson().redact(value instanceof Error ? serializeError(value) : toJson(value));
  }

  redactText(text: string): string {
    return redactShapes(this.#inTexts().redact(text));
  }

  /** The event itself where it holds no secret. */
  redactEvent(event: RunEvent): RunEvent {
    const redacted = this.#inJson().redact(event) as RunEvent;
    return redacted === event ? event : ({ ...redacted, ...structureOf(event) } as RunEvent);
  }

  /** The error itself where it holds no secret, else one of the same class without it, as are its causes. */
  redactError(error: unknown): unknown {
    return redactError(error, this);
  }

  /** True where `redact` would hide something. */
  holdsSecret(value: unknown): boolean {
    if (value instanceof Uint8Array) return this.#holdsSecretBytes(value);
    const json = value instanceof Error ? serializeError(value) : toJson(value);
    return this.#inJson().redact(json) !== json;
  }

  /** A form of every secret is how its bytes look as latin1. */
  #holdsSecretBytes({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
    const text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    return this.#inTexts().holdsSecret(text) || redactShapes(text) !== text;
  }

  #inTexts(): TextRedactor {
    return (this.#texts ??= new TextRedactor(this.#secrets));
  }

  #inJson(): JsonRedactor {
    return (this.#json ??= new JsonRedactor(this.#inTexts()));
  }
}

/** What an event is stays readable whatever a secret is called: `info` may be a password. */
function structureOf(event: RunEvent): Partial<RunEvent> {
  const { type, time } = event;
  if (event.type === 'message') return { type, time, context: event.context } as Partial<RunEvent>;
  if (event.type === 'step') return { type, time, status: event.status, ...numbersOf(event) } as Partial<RunEvent>;
  return { type, time, ...(event.type === 'progress' && numbersOf(event)) } as Partial<RunEvent>;
}

function numbersOf(event: object): Record<string, number> {
  return Object.fromEntries(Object.entries(event).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
