import { readDocument } from './read-document.ts';
import { expand, type RealSchema } from './real-schema.ts';
import { mutate } from './mutate.ts';
import { plainAjv } from './plain-ajv.ts';

/** What a validator says of the documents of its schema, and of changed ones, beside what plain ajv says of these. */
export interface Judged {
  readonly documents: readonly unknown[];
  readonly refusals: number;
  readonly mutants: number;
  /** Of the mutants, those that plain ajv refuses. */
  readonly refusedMutants: number;
  readonly faults: readonly string[];
}

const MUTANTS = 60;
const SEED = 1;

export async function judgeDocuments(real: RealSchema, accepts: (value: unknown) => boolean): Promise<Judged> {
  const faults: string[] = [];
  const valid = expand(real.accepts).map((file) => ({ file, value: readDocument(file) }));
  const invalid = expand(real.refuses).map((file) => ({ file, value: readDocument(file) }));
  for (const { file, value } of invalid) if (accepts(value)) faults.push(`accepts ${file}`);
  const documents = valid.map(({ value }) => value);
  if (documents.length === 0) return { documents, refusals: 0, mutants: 0, refusedMutants: 0, faults };
  const oracle = plainAjv(real);
  for (const { file, value } of valid)
    if (!accepts(value)) faults.push(oracle(value) ? `refuses ${file}` : `is not the schema of ${file}: plain ajv refuses it too`);
  const each = Math.ceil(MUTANTS / documents.length);
  const mutants = documents.flatMap((document, at) => mutate(document, each, SEED + at));
  const verdicts = mutants.map((value) => [oracle(value), accepts(value), value] as const);
  for (const [theirs, ours, value] of verdicts)
    if (theirs !== ours && real.ajvErrs === undefined)
      faults.push(`${ours ? 'accepts' : 'refuses'} what plain ajv does not: ${JSON.stringify(value).slice(0, 300)}`);
  return {
    documents,
    refusals: invalid.length,
    mutants: mutants.length,
    refusedMutants: verdicts.filter(([theirs]) => !theirs).length,
    faults,
  };
}
