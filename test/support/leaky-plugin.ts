import { generate } from 'actionsmith/generator';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { writeIn } from './make-plugin.ts';

const CONFIG = `
name: Leaky
code: leaky
version: 0.1.0
category: custom
secrets: { HUB_SECRET: 'env:HUB_VALUE' }
actions:
  leak:
    name: Leak
    method: local
    params: schemas/leak.params.json
`;

const PARAMS = {
  type: 'object',
  required: ['forms'],
  properties: {
    forms: { type: 'string', description: 'The file with the texts to report' },
    how: { type: 'string' },
    login: { $ref: '#/$defs/Login' },
    extra: { type: 'object', additionalProperties: { type: 'string', format: 'password' } },
    api_key: { type: 'string', maxLength: 60 },
  },
  $defs: { Login: { type: 'object', properties: { user: { type: 'string' }, answer: { type: 'string', writeOnly: true } } } },
};

/** Reports every text in every way there is, and then fails with all of them, or returns them. */
const LEAK = `import { readFileSync } from 'node:fs';
import { LeakActionBase } from '../../generated/leak/action.js';

export class LeakAction extends LeakActionBase {
  override async execute(): Promise<unknown> {
    const texts = JSON.parse(readFileSync(this.params.forms, 'utf8')) as string[];
    for (const text of texts) this.report(text);
    if (this.params.how === 'return') return { texts };
    if (this.params.how === 'secrets') return { secret: this.ctx.secrets['HUB_SECRET'] };
    if (this.params.how === 'callback') {
      setTimeout(() => { throw this.failure(texts); }, 1);
      await new Promise(() => {});
    }
    throw this.failure(texts);
  }

  report(text: string): void {
    this.log(text, { [text]: text, deep: [{ text }, new Map([[text, text]])], bytes: Buffer.from(text), characters: [...text] }, { file: '/none/' + text });
    this.log('split', { first: text.slice(0, 5), then: { rest: text.slice(5) } });
    this.ctx.logMessage(text, { context: 'danger' });
    this.ctx.logDevEvent(text, { text, error: new Error(text) });
    this.setProgress(1, 2, text);
    this.setMetrics({ [text]: text }, text);
  }

  failure(texts: string[]): Error {
    const all = texts.join(' | ');
    const cause = new AggregateError(texts.map((text) => new RangeError(text)), all, { cause: { thrown: texts } });
    const error = new TypeError(all, { cause });
    error.name = texts[0]!;
    return Object.assign(error, { code: texts[0], details: { texts }, config: { headers: { Authorization: all } }, retryable: false });
  }
}
`;

/** For all tests of a file: a generated plugin with an action that tells all that it knows. */
export function useLeakyPlugin(): { readonly folder: string } {
  const plugin = { folder: '' };
  beforeAll(async () => {
    plugin.folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-leaky-')));
    writeIn(plugin.folder, 'config.yaml', CONFIG);
    writeIn(plugin.folder, 'package.json', '{ "name": "leaky", "type": "module" }');
    writeIn(plugin.folder, 'schemas/leak.params.json', JSON.stringify(PARAMS));
    writeIn(plugin.folder, 'src/actions/leak.ts', LEAK);
    const { diagnostics } = await generate({ plugin: plugin.folder });
    if (diagnostics.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(diagnostics));
  });
  afterAll(() => rmSync(plugin.folder, { recursive: true, force: true }));
  return plugin;
}
