import { suggest } from '../../../../runtime/validation/suggest.ts';
import { pointerTo, type Draft, type SchemaPlace } from '../json-schema.ts';
import { keywordOf, keywords } from '../keywords.ts';
import type { SchemaProblem } from '../schema-problem.ts';

/** Notes of OpenAPI and of editors, which decide nothing and do no harm. */
const TOLERATED = new Set(
  'example externalDocs xml discriminator markdownDescription enumDescriptions markdownEnumDescriptions defaultSnippets deprecationMessage'.split(
    ' ',
  ),
);

/** What other generators copy from a schema into code. */
const UNSAFE = new Set('tsType tsEnumNames tsImport customName customBasePath customTypePath existingJavaType'.split(' '));

/** What people who know another dialect write. */
const ADVICE: Readonly<Record<string, string>> = {
  id: 'did you mean "$id"?',
  nullable: 'add "null" to the type: type: [string, "null"]',
  divisibleBy: 'did you mean "multipleOf"?',
  extends: 'did you mean "allOf"?',
  optional: 'a property is optional unless `required` of its object names it',
  min: 'did you mean "minimum"?',
  max: 'did you mean "maximum"?',
  choices: 'did you mean "enum"?',
  regex: 'did you mean "pattern"?',
};

/** What is wrong with the name of a keyword. */
export function checkKeywordName(name: string, draft: Draft, { uri, pointer }: SchemaPlace): SchemaProblem | undefined {
  if (name.startsWith('x-') || TOLERATED.has(name)) return undefined;
  const place = { uri, pointer: pointerTo(pointer, name), on: 'key' } as const;
  if (UNSAFE.has(name)) return { ...place, code: 'SCHEMA_UNSAFE_KEYWORD', data: { keyword: name } };
  const keyword = keywordOf(name, draft);
  if (keyword?.drafts.includes(draft)) return undefined;
  if (keyword !== undefined) {
    const advice = name === 'additionalItems' ? { suggestion: 'write prefixItems for the first items, and items for the rest' } : {};
    return { ...place, code: 'SCHEMA_FOREIGN_KEYWORD', data: { keyword: name, draft, drafts: shown(keyword.drafts) }, ...advice };
  }
  const near = suggest(
    name,
    [...keywords].filter(([, { drafts }]) => drafts.includes(draft)).map(([known]) => known),
  );
  const advice = Object.hasOwn(ADVICE, name) ? ADVICE[name] : near === undefined ? undefined : `did you mean "${near}"?`;
  return { ...place, code: 'SCHEMA_UNKNOWN_KEYWORD', data: { keyword: name }, ...(advice === undefined ? {} : { suggestion: advice }) };
}

/** Nobody is sent back to the oldest ones. */
function shown(drafts: readonly Draft[]): string {
  const newer = drafts.filter((draft) => draft !== '4' && draft !== 'openapi-3.0');
  return (newer.length > 0 ? newer : drafts).join(' and ');
}
