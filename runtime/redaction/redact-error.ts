import { boundedJson } from './bounded-json.ts';
import type { Redactor } from './redactor.ts';

/** The error itself where it holds no secret; else one of the same class that looks the same without it, through its causes and whatever it carries. */
export function redactError(error: unknown, redactor: Redactor): unknown {
  return redactThrown(error, redactor, new Map());
}

function redactThrown(thrown: unknown, redactor: Redactor, seen: Map<Error, Error>): unknown {
  if (!(thrown instanceof Error)) return redactData(thrown, redactor);
  const known = seen.get(thrown);
  if (known !== undefined) return known;
  seen.set(thrown, thrown); // an error that is its own cause
  const changed = Reflect.ownKeys(thrown).flatMap((key) => redactField(thrown, key, redactor, seen));
  if (changed.length === 0) return thrown;
  const copy = copyOf(thrown);
  seen.set(thrown, copy);
  for (const [key, value] of changed) define(copy, key, value, Object.getOwnPropertyDescriptor(thrown, key)?.enumerable ?? false);
  return copy;
}

function redactField(error: Error, key: PropertyKey, redactor: Redactor, seen: Map<Error, Error>): [PropertyKey, unknown][] {
  const value: unknown = read(error, key);
  const redacted = redactValue(value, redactor, seen);
  return Object.is(value, redacted) ? [] : [[key, redacted]];
}

function redactValue(value: unknown, redactor: Redactor, seen: Map<Error, Error>): unknown {
  if (typeof value === 'string') return redactor.redactText(value);
  if (!Array.isArray(value) || !value.some((item) => item instanceof Error)) return redactThrown(value, redactor, seen);
  const items = value.map((item) => redactThrown(item, redactor, seen));
  return items.every((item, at) => Object.is(item, value[at])) ? value : items;
}

/** What an error carries beside its text, which may be as large as an open connection: as much as is looked through. */
function redactData(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'function') return value;
  const { json, isWhole } = boundedJson(value);
  return isWhole && !redactor.holdsSecret(json) ? value : redactor.redact(json);
}

/** A true error, so that everybody shows it as one. */
function copyOf(error: Error): Error {
  const copy: Error = Object.setPrototypeOf(new Error(error.message), Object.getPrototypeOf(error) as object);
  for (const key of Reflect.ownKeys(error)) {
    define(copy, key, read(error, key), Object.getOwnPropertyDescriptor(error, key)?.enumerable ?? false);
  }
  return copy;
}

function define(target: object, key: PropertyKey, value: unknown, enumerable: boolean): void {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
}

function read(error: Error, key: PropertyKey): unknown {
  try {
    return (error as unknown as Record<PropertyKey, unknown>)[key];
  } catch {
    return undefined;
  }
}
