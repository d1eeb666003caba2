import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../generator/diagnostics/catalogue.ts';
import { renderSarif } from '../../../generator/diagnostics/render-sarif.ts';
import { loadContract } from '../../../generator/pipeline.ts';

/** The official schema, as its authors' test matchers carry it. */
const official = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;

/** What the schema has against a log. It is of draft 4, and uses nothing of it that newer drafts read in another way. */
function complaints(log: unknown): unknown[] {
  const { $schema: _draft4, id: _id, ...schema } = official;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
  return validate(log) ? [] : (validate.errors ?? []);
}

const logOf = async (folder: string): Promise<{ runs: [{ results: Record<string, unknown>[] }] }> =>
  JSON.parse(renderSarif((await loadContract(folder)).diagnostics, '1.2.3', folder)) as { runs: [{ results: Record<string, unknown>[] }] };

describe('SARIF', () => {
  test('of a missing definition, a mistyped type, a mistyped keyword and a trailing comma', async () => {
    const log = await logOf('test/cases/three-faults');
    expect(complaints(log)).toEqual([]);
    expect(log.runs[0].results.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['SCHEMA_REF_NOT_FOUND', { text: 'there is no schema at "#/$defs/Optimiser". did you mean "#/$defs/Optimizer"?' }],
      [
        'SCHEMA_BAD_TYPE',
        { text: '"strng" is not a type of JSON: array, boolean, integer, null, number, object or string. did you mean "string"?' },
      ],
      ['SCHEMA_UNKNOWN_KEYWORD', { text: '"minimun" is not a keyword of JSON Schema, and would have no effect. did you mean "minimum"?' }],
      ['JSON_SYNTAX', { text: 'a comma before } is not JSON. remove it' }],
    ]);
    expect(log.runs[0].results[0]?.['locations']).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'test/cases/three-faults/schemas/train.params.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4, startColumn: 28, endColumn: 47 },
        },
        logicalLocations: [{ fullyQualifiedName: '/properties/optimizer/$ref', kind: 'member' }],
      },
    ]);
  });

  test('tells the references that lead to a fault in another file', async () => {
    const log = await logOf('test/cases/schema-ref-chain');
    expect(complaints(log)).toEqual([]);
    expect(log.runs[0].results[0]?.['relatedLocations']).toMatchObject([
      { physicalLocation: { artifactLocation: { uri: 'test/cases/schema-ref-chain/schemas/optimizer.json' } } },
      { physicalLocation: { artifactLocation: { uri: 'test/cases/schema-ref-chain/schemas/train.params.json' } } },
    ]);
  });

  test('of nothing, and of every code there is, is valid', () => {
    const every = Object.keys(catalogue).map((code) => ({
      code,
      severity: catalogue[code as keyof typeof catalogue].severity,
      message: 'something is wrong',
      file: 'a folder/ä.json',
      line: 1,
      column: 1,
      endColumn: 2,
      pointer: '',
      help: 'mend it',
    }));
    expect(complaints(JSON.parse(renderSarif([], '1.2.3')))).toEqual([]);
    expect(complaints(JSON.parse(renderSarif(every, '1.2.3')))).toEqual([]);
    expect(complaints({ version: '2.1.0' })).not.toEqual([]);
  });
});
