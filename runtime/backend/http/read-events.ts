import type { Readable } from 'node:stream';
import { BackendError } from '../../errors/backend-error.ts';

export interface ReadEvent {
  readonly id?: string;
  /** Its name. */
  readonly event?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Server-sent events of JSON. A stream that is cut ends as if it were complete; the caller knows by the last event. WHATWG HTML, 9.2. */
export async function* readEvents(body: Readable): AsyncGenerator<ReadEvent> {
  let text = '';
  try {
    for await (const chunk of body.setEncoding('utf8')) {
      text += String(chunk);
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = readEvent(text.slice(0, end));
        text = text.slice(end + 2);
        if (event !== undefined) yield event;
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new BackendError('what the server tells is no stream of events', { code: 'BAD_ANSWER', cause: error });
  } finally {
    body.destroy();
  }
}

/** Undefined for a comment. Throws SyntaxError. */
function readEvent(text: string): ReadEvent | undefined {
  const fields = new Map(
    text.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );
  const [id, event, data] = ['id', 'event', 'data'].map((name) => fields.get(name));
  if (data === undefined) return undefined;
  return { ...(id !== undefined && { id }), ...(event !== undefined && { event }), data: JSON.parse(data) as ReadEvent['data'] };
}
