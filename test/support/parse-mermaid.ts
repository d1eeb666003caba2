import { Window } from 'happy-dom';

// What mermaid cleans texts with looks for a page when it is loaded.
const page = new Window();
Object.assign(globalThis, { window: page, document: page.document, Element: page.Element });
const { default: mermaid } = await import('mermaid');

/** The kind of diagram that mermaid itself reads; throws what it says of one that it does not. */
export async function parseMermaid(text: string): Promise<string> {
  return (await mermaid.parse(text)).diagramType;
}
