import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.ts';
import { renderGithub } from '../../../generator/diagnostics/render-github.ts';
import { renderJson } from '../../../generator/diagnostics/render-json.ts';
import { renderSarif } from '../../../generator/diagnostics/render-sarif.ts';
import { renderText } from '../../../generator/diagnostics/render-text.ts';

const place = {
  file: 'config.yaml',
  pointer: '/needs/0',
  span: { line: 21, column: 17, length: 11 },
  excerpt: '        needs: [load_datset]',
};

function one(): Diagnostics {
  const diagnostics = new Diagnostics();
  diagnostics.report('STEP_OUTPUT_NOT_PRODUCED', { step: 'train', needs: 'load_datset' }, place, 'did you mean "load_dataset"?');
  return diagnostics;
}

describe('text', () => {
  test('shows place, code, sentence, line, carets and suggestion', () => {
    expect(renderText(one().list())).toBe(`config.yaml:21:17 error STEP_OUTPUT_NOT_PRODUCED
  step "train" needs "load_datset", which no earlier step produces
   21 |         needs: [load_datset]
      |                 ^^^^^^^^^^^ did you mean "load_dataset"?

1 error
`);
  });

  test('is empty for nothing', () => {
    expect(renderText([])).toBe('');
  });

  test('puts a folder before the file, so that a terminal can open it', () => {
    expect(renderText(one().list(), { folder: 'examples/penguins/' })).toMatch(/^examples\/penguins\/config\.yaml:21:17 /);
  });

  test('has colours only when asked', () => {
    expect(renderText(one().list(), { colour: true })).toContain('\u001b[31m^^^^^^^^^^^');
    expect(renderText(one().list())).not.toContain('\u001b');
  });

  test('keeps carets under the token after wide characters and tabs', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('KEY_UNSAFE', { key: 'x' }, { file: 'a.yaml', span: { line: 1, column: 6, length: 3 }, excerpt: '\t日本: xxx' });
    expect(renderText(diagnostics.list()).split('\n').slice(2, 4)).toEqual(['    1 |  日本: xxx', '      |        ^^^']);
  });

  test('shows a window of a very long line', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report(
      'KEY_UNSAFE',
      { key: 'x' },
      { file: 'a.json', span: { line: 1, column: 5_001, length: 1 }, excerpt: `${'a'.repeat(5_000)}X${'b'.repeat(5_000)}` },
    );
    const [, , line = '', carets = ''] = renderText(diagnostics.list()).split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line[carets.indexOf('^')]).toBe('X');
  });

  test('lets nothing from a file steer the terminal', () => {
    const diagnostics = new Diagnostics();
    const evil = '\u001b[2J\u202e\u0007';
    diagnostics.report(
      'CONFIG_UNKNOWN_KEY',
      { key: evil, in: evil },
      { file: evil, span: { line: 1, column: 1, length: 1 }, excerpt: evil },
      evil,
    );
    expect(renderText(diagnostics.list())).not.toMatch(/[^\P{C}\n]/u);
  });

  test('stops after a limit and says how many are left', () => {
    const diagnostics = new Diagnostics();
    for (let line = 1; line <= 60; line++)
      diagnostics.report('KEY_UNSAFE', { key: 'x' }, { file: 'a', span: { line, column: 1, length: 1 } });
    expect(renderText(diagnostics.list())).toMatch(/… and 40 more\n\n60 errors\n$/);
  });
});

describe('for programs', () => {
  test('JSON has everything but the excerpt', () => {
    expect(JSON.parse(renderJson(one().list()))).toEqual([
      {
        code: 'STEP_OUTPUT_NOT_PRODUCED',
        severity: 'error',
        message: 'step "train" needs "load_datset", which no earlier step produces',
        file: 'config.yaml',
        line: 21,
        column: 17,
        endColumn: 28,
        pointer: '/needs/0',
        help: 'did you mean "load_dataset"?',
        suggestion: 'did you mean "load_dataset"?',
      },
    ]);
  });

  test('a workflow command of GitHub is one line with its parts escaped', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('STEP_NEED_TWICE', { step: '100%', needs: 'a' }, { ...place, file: 'a,b:c.yaml' });
    expect(renderGithub(diagnostics.list(), 'plugins/fruit')).toBe(
      '::warning file=plugins/fruit/a%2Cb%3Ac.yaml,line=21,col=17,endColumn=28,title=STEP_NEED_TWICE::step "100%25" names "a" twice. Remove one of the two.\n',
    );
  });

  test('SARIF has a rule for each code and a result for each place', () => {
    const sarif = JSON.parse(renderSarif(one().list(), '1.2.3', 'plugins/fruit')) as { version: string; runs: unknown[] };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs).toMatchObject([
      {
        tool: { driver: { name: 'actionsmith', version: '1.2.3', rules: [{ id: 'STEP_OUTPUT_NOT_PRODUCED' }] } },
        results: [
          {
            ruleId: 'STEP_OUTPUT_NOT_PRODUCED',
            ruleIndex: 0,
            level: 'error',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'plugins/fruit/config.yaml' },
                  region: { startLine: 21, startColumn: 17, endColumn: 28 },
                },
              },
            ],
          },
        ],
      },
    ]);
  });
});
