import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { visibleText } from '../../../../generator/emit/code.ts';
import { type ActionPage, makeActionPage } from '../../../../generator/emit/docs/action-page.ts';
import { emitDocs } from '../../../../generator/emit/docs/emit-docs.ts';
import { code, codeBlock, table, text } from '../../../../generator/emit/docs/markdown.ts';
import { formatFile } from '../../../../generator/emit/format-file.ts';
import { ANY_STYLE } from '../../../../generator/plan/style/style.ts';
import { loadContract, type PluginModel } from '../../../../generator/index.ts';
import { makePlugin } from '../../../support/make-plugin.ts';
import { parseMermaid } from '../../../support/parse-mermaid.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null;
  readonly children?: readonly Node[];
}

const parse = (page: string): Node => fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;

function all(node: Node, type: string): Node[] {
  return [...(node.type === type ? [node] : []), ...(node.children ?? []).flatMap((child) => all(child, type))];
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

function typesIn(node: Node): string[] {
  return [node.type, ...(node.children ?? []).flatMap(typesIn)];
}

/** What a reader makes of an address in a text. */
function isAddress(link: Node): boolean {
  const shown = textOf(link);
  return [shown, `http://${shown}`, `mailto:${shown}`].includes(link.url!) && /^(https?|mailto):/.test(link.url!);
}

function pagesOf(model: PluginModel): Promise<ActionPage[]> {
  const context = { pluginCode: 'fruit', out: 'generated', ending: '.js' as const, styles: () => ANY_STYLE };
  return Promise.all(model.actions.map((action) => makeActionPage(action, model, context)));
}

async function pageOf(config: object, schemas: Readonly<Record<string, object>> = {}): Promise<string> {
  const { model, diagnostics } = await loadContract(makePlugin({ 'config.yaml': JSON.stringify(config), ...schemas }));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return formatFile('reference.md', emitDocs(model!, await pagesOf(model!)));
}

const oneLine = (value: string): string => visibleText(value.replaceAll(/\s+/g, ' ').trim());

test('an action with its params, result, steps and a command', async () => {
  const page = await pageOf({
    name: 'Fruit Detector',
    code: 'fruit',
    actions: {
      train: {
        name: 'Train Model',
        method: 'job',
        resources: { num_cpus: 2, memory: '4GiB' },
        params: {
          type: 'object',
          required: ['dataset'],
          properties: {
            dataset: { type: 'integer', minimum: 1, description: 'Its number' },
            optimizer: { type: 'object', properties: { rate: { type: 'number', exclusiveMinimum: 0, default: 0.1 } } },
            token: { type: 'string', format: 'password', default: 'hunter2' },
          },
          'x-rules': [{ rule: 'self.dataset != 13', message: 'must bring no bad luck', at: '/dataset' }],
        },
        steps: [
          { name: 'load', output: { type: 'object', properties: { rows: { type: 'integer' } } }, skippable: true },
          { name: 'fit', needs: ['load?'], effects: 'external', rollback: true, timeout: '90m', retry: { attempts: 3, delay: '5s' } },
        ],
      },
    },
  });
  const lines = page.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
  expect(lines).toEqual(
    expect.arrayContaining([
      '# Fruit Detector',
      '| `dataset` | integer | required | ≥ `1` | Its number |',
      '| `optimizer.rate` | number | `0.1` | > `0` | |',
      '| `token` | string (password) | | secret | |',
      '- must bring no bad luck: `self.dataset != 13`',
      '| `load` | | `LoadOutput` | may be skipped | | | |',
      '| `fit` | `load` | | the outside world | yes | 90 min | up to 3, 5 s apart (× 2) |',
      "npx actionsmith run train --params-file - <<'PARAMS'",
      ' "dataset": 1',
    ]),
  );
  expect(page).toContain('step1["load"]\n  step2[["fit"]]\n  step1 --> step2\n  step1 -. "load" .-> step2\n');
  expect(page).not.toContain('hunter2');
});

const HOSTILE = [
  '|a||b|',
  '`code` ``x',
  '<script>alert(1)</script> <!-- x',
  ']]> --> </p>',
  '# no\n\n- heading\n\n> quote',
  'a"]; click step1 href "javascript:alert(1)"',
  '%%{init: {"securityLevel": "loose"}}%%\nend',
  '![x](http://a.b/c) [y](javascript:z) www.example.org <http://a.b> a@b.org',
  '**b** _i_ ~~d~~ $x$ @me ^f [^1]: x',
  '1. one\n2. two',
  '---',
  '===',
  '+ a',
  '\\| \\` \\',
  '&lt;b&gt; &#60; &copy;',
  'x \u202Eevil\u0000 y',
  '\'"${x} {{y}} {% z %}',
  '```\nmermaid\n~~~',
];

test.each(HOSTILE.map((hostile) => [hostile]))('%j stays the text that it is, wherever a contract has it', async (hostile) => {
  const page = await pageOf({
    name: hostile,
    code: 'fruit',
    description: hostile,
    actions: {
      train: {
        name: hostile,
        description: hostile,
        params: {
          type: 'object',
          description: hostile,
          properties: {
            [hostile]: { type: 'string', title: hostile, description: hostile, default: hostile, enum: [hostile, 'b'] },
            b: { type: 'integer' },
          },
          'x-rules': [{ rule: '!has(self.b) || self.b > 0', message: hostile }],
        },
        steps: [{ name: 'load', description: hostile }],
      },
    },
  });
  const tree = parse(page);
  expect(all(tree, 'html').map(textOf)).toEqual([page.split('\n')[0]]);
  expect(all(tree, 'link').filter((link) => !isAddress(link))).toEqual([]);
  for (const type of ['image', 'linkReference', 'definition', 'emphasis', 'strong', 'delete', 'footnoteReference', 'blockquote'])
    expect(all(tree, type)).toEqual([]);
  expect(all(tree, 'heading')).toHaveLength(6);
  const shown = all(tree, 'tableRow').map((row) => row.children!.map(textOf));
  expect(shown.find(([name]) => name === oneLine(hostile))?.at(-1)).toBe(`${oneLine(hostile)}: ${oneLine(hostile)}`);
  const [graph] = all(tree, 'code').filter(({ lang }) => lang === 'mermaid');
  expect(await parseMermaid(graph!.value!)).toBe('flowchart-v2');
});

test('any text, as text, as code and in a cell, is read back as it is', () => {
  const any = fc.string({ unit: fc.constantFrom(...'aB1 `|\\*_<>[]()#&;!~$@^:/.w-+=\n"\'{}') });
  fc.assert(
    fc.property(any, any, (a, b) => {
      const tree = parse(String(table(['a', 'b', 'c'], [[text(a), code(b), text('end')]])));
      const rows = all(tree, 'tableRow').map((row) => row.children!.map(textOf));
      const kept = [oneLine(a), oneLine(b), 'end'].filter((cell) => cell !== '');
      expect(rows.at(-1)).toEqual(kept);
      const paragraph = parse(String(text(a)));
      expect(textOf(paragraph)).toBe(oneLine(a));
      expect(typesIn(paragraph).filter((type) => !['root', 'paragraph', 'text', 'link'].includes(type))).toEqual([]);
      expect(all(parse(String(codeBlock('sh', b))), 'code').map(({ value }) => value)).toEqual([b]);
    }),
    { numRuns: 1000 },
  );
});
