import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';
import { TOOLKIT } from './make-plugin.ts';

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly message: string; readonly source?: string; readonly range: { readonly start: Place } }[];
}

/** The YAML language server that editors start, spoken to as an editor does. It may not look anything up in the network: that is refused, and noted. */
export class YamlLanguageServer implements AsyncDisposable {
  /** What it wanted to fetch. */
  readonly fetched: string[] = [];
  readonly #connection: MessageConnection;
  readonly #stop: () => Promise<void>;
  readonly #waiting = new Map<string, (published: Published) => void>();

  private constructor(folder: string) {
    const child = spawn(process.execPath, [join(TOOLKIT, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#stop = () => new Promise((resolve) => child.once('close', () => resolve()).kill());
    this.#connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: Published) =>
      this.#waiting.get(published.uri)?.(published),
    );
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('vscode/content', (uri: string) => {
      this.fetched.push(uri);
      throw new Error('no network');
    });
    this.#connection.listen();
  }

  static async start(folder: string): Promise<YamlLanguageServer> {
    const server = new YamlLanguageServer(folder);
    const uri = pathToFileURL(folder).href;
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'plugin' }],
      capabilities: { workspace: { configuration: true }, textDocument: { hover: { contentFormat: ['markdown'] } } },
    });
    await server.#connection.sendNotification('initialized', {});
    const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
    await server.#connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml } });
    return server;
  }

  /** Opens a file and returns what is marked in it: `6:4 Property methd is not allowed.`, lines and columns from 1. */
  async open(path: string, text: string): Promise<string[]> {
    const uri = pathToFileURL(path).href;
    const published = new Promise<Published>((resolve) => this.#waiting.set(uri, resolve));
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    const { diagnostics } = await published;
    return diagnostics.map(({ message, range: { start } }) => `${start.line + 1}:${start.character + 1} ${message}`);
  }

  /** The words that are offered at a place of an open file, from 1. */
  async complete(path: string, line: number, column: number): Promise<string[]> {
    const { items } = await this.#ask<{ items: { label: string }[] }>('completion', path, line, column);
    return items.map(({ label }) => label);
  }

  /** The text that is shown for a place of an open file, from 1. */
  async hover(path: string, line: number, column: number): Promise<string> {
    const found = await this.#ask<{ contents: { value: string } } | null>('hover', path, line, column);
    return found?.contents.value ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.dispose();
    await this.#stop();
  }

  #ask<T>(what: string, path: string, line: number, column: number): Promise<T> {
    const position = { line: line - 1, character: column - 1 };
    return this.#connection.sendRequest(`textDocument/${what}`, { textDocument: { uri: pathToFileURL(path).href }, position });
  }
}
