import type { Message, MessageContext, Translations } from './define-messages.ts';

/** What a message may be: a text, its translations, or a message of a catalogue. */
export type MessageInput = string | Translations | Message;

export interface MessageOptions {
  /** Default: what the catalogue says, else `info`. */
  readonly context?: MessageContext;
  /** Default: that of the run. */
  readonly language?: string | undefined;
  /** For the placeholders. One that is missing stays as it is written. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A message of a catalogue needs a value for each of its placeholders. */
export type MessageArguments<M extends MessageInput> =
  M extends Message<infer Names>
    ? [Names] extends [never]
      ? [options?: MessageOptions]
      : [options: MessageOptions & { readonly values: Readonly<Record<Names, unknown>> }]
    : [options?: MessageOptions];
