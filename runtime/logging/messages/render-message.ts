import { toJson } from '../to-json.ts';
import type { Message, MessageContext, Translations } from './define-messages.ts';
import type { MessageInput, MessageOptions } from './message-input.ts';

const FALLBACK = 'en';

export interface RenderedMessage {
  readonly message: string;
  readonly context: MessageContext;
  /** Of a message of a catalogue. */
  readonly key?: string;
}

/** A message in the language that is asked for, else the nearest that there is. Never throws: a run must not fail of what it wants to say. */
export function renderMessage(input: MessageInput, { context, language, values }: MessageOptions = {}): RenderedMessage {
  if (typeof input !== 'object' || input === null) return { message: fill(String(input), values), context: context ?? 'info' };
  const { texts, key, context: own = 'info' } = isMessage(input) ? input : { texts: input };
  const template = chooseText(texts, language ?? FALLBACK) ?? key ?? '';
  return {
    message: fill(template, values ?? (key === undefined ? undefined : {})),
    context: context ?? own,
    ...(key !== undefined && { key }),
  };
}

/** `ko-KR`, else `ko`, else English, else any. */
function chooseText(texts: Translations, language: string): string | undefined {
  const wanted = [language, language.split(/[-_]/)[0] ?? '', FALLBACK].map((name) => name.toLowerCase());
  const found = wanted.map((name) => Object.keys(texts).find((key) => key.toLowerCase() === name)).find((name) => name !== undefined);
  const text: unknown = found === undefined ? Object.values(texts)[0] : texts[found];
  return typeof text === 'string' ? text : undefined;
}

/** A text that is given no values is left as it is, braces and all. */
function fill(template: string, values: MessageOptions['values']): string {
  if (values === undefined) return template;
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (match: string, name: string | undefined) => {
    if (name === undefined) return match.charAt(0);
    return Object.hasOwn(values, name) ? show(values[name]) : match;
  });
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(toJson(value)) ?? String(value));
}

function isMessage(input: Translations | Message): input is Message {
  return typeof input['key'] === 'string' && typeof input['texts'] === 'object';
}
