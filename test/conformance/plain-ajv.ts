import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import type { OfficialSuite, SuiteDraft, SuiteGroup } from './official-suite.ts';

const Ajv4 = createRequire(import.meta.url)('ajv-draft-04') as typeof Ajv; // its types are for CommonJS
const CLASSES = { '4': Ajv4, '7': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 } as const;
const OPTIONS: Options = { strict: false, strictNumbers: true, ownProperties: true, validateFormats: false, logger: false };

/** How many verdicts plain ajv gets wrong in a group: what we are measured against. A schema that it cannot compile, or a throw, is wrong. */
export function wrongInPlainAjv(group: SuiteGroup, suite: OfficialSuite): number {
  const ajv = new CLASSES[group.draft](OPTIONS);
  for (const [uri, schema] of suite.remotes) if (isFor(uri, group.draft)) ajv.addSchema(schema as object, uri, undefined, false);
  try {
    const validate = ajv.compile(group.schema);
    return group.tests.filter(({ data, valid }) => verdict(validate, data) !== valid).length;
  } catch {
    return group.tests.length;
  }
}

function verdict(validate: (data: unknown) => unknown, data: unknown): boolean | undefined {
  try {
    return validate(data) === true;
  } catch {
    return undefined;
  }
}

/** Remotes of another draft name dialects that this ajv does not know. */
function isFor(uri: string, draft: SuiteDraft): boolean {
  const folder = /^http:\/\/localhost:1234\/(draft[^/]+)\//.exec(uri)?.[1];
  return folder === undefined || folder === `draft${draft}`;
}
