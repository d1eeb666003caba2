import type { MessageEvent } from '../run-event.ts';

export type MessageContext = MessageEvent['context'];

/** Language → text: `{ en: 'done', ko: '완료' }`. Texts may have placeholders: `{name}`; a brace of the text itself is written twice. */
export type Translations = Readonly<Record<string, string>>;

/** A text (in English), its translations, or either with what kind of message it is. */
export type MessageDefinition = string | Translations | { readonly text: string | Translations; readonly context: MessageContext };

/** A message of a catalogue. `Names` are its placeholders. */
export interface Message<Names extends string = string> {
  /** Its name in the catalogue; an event carries it, so that programs need not read the text. */
  readonly key: string;
  readonly context: MessageContext;
  readonly texts: Translations;
  /** Exists for the compiler only. */
  readonly names?: Names;
}

type NamesIn<Text> = Text extends `${infer Before}{{${infer After}`
  ? NamesIn<Before> | NamesIn<After>
  : Text extends `${string}{${infer Name}}${infer Rest}`
    ? Name | NamesIn<Rest>
    : never;
type NamesOf<Definition> = Definition extends string
  ? NamesIn<Definition>
  : Definition extends { readonly text: infer Text }
    ? NamesOf<Text>
    : NamesIn<Definition[keyof Definition]>;

/** The messages of a plugin in one place, each in all its languages. What they are given is checked by the compiler. */
export function defineMessages<const D extends Readonly<Record<string, MessageDefinition>>>(
  definitions: D,
): { readonly [Key in keyof D]: Message<NamesOf<D[Key]>> } {
  const messages = Object.entries(definitions).map(([key, definition]) => [key, toMessage(key, definition)]);
  return Object.fromEntries(messages) as { [Key in keyof D]: Message<NamesOf<D[Key]>> };
}

function toMessage(key: string, definition: MessageDefinition): Message {
  if (hasText(definition)) return { ...toMessage(key, definition.text), context: definition.context };
  return { key, context: 'info', texts: typeof definition === 'string' ? { en: definition } : definition };
}

function hasText(definition: MessageDefinition): definition is Extract<MessageDefinition, { readonly context: MessageContext }> {
  return typeof definition === 'object' && 'text' in definition && 'context' in definition;
}
