import * as fc from 'fast-check';
import { changeKinds } from '../../../generator/diff/change-kinds.ts';
import { compareSchemas } from '../../../generator/diff/compare-schemas.ts';
import { type Role, schemaRule } from '../../../generator/diff/diff-rules.ts';
import type { SchemaChange } from '../../../generator/diff/schema-change.ts';
import { SchemaReader } from '../../../generator/diff/schema-reader.ts';
import { flatSchemas } from '../../../generator/model/schema/flat-schemas.ts';
import type { SchemaBundle, SchemaObject, SchemaRoot } from '../../../generator/model/schema/index.ts';
import { refusals } from '../../conformance/check-validator.ts';
import { tryValidator } from '../../fuzz/evaluate-validator.ts';
import { interpret } from '../../fuzz/interpret.ts';
import { randomSchema } from '../../fuzz/random-schema.ts';
import { sampleValues, seeded } from '../../fuzz/sample-values.ts';
import type { Draft } from '../../fuzz/schema-index.ts';
import { mutateSchema } from '../../support/mutate-schema.ts';
import { bundleOf } from '../../support/schemas.ts';

export interface SoundnessFigures {
  readonly pairs: number;
  /** Pairs with a value that only one of the two takes. */
  readonly broken: number;
  /** Of those, how often the answer is that it cannot be compared. */
  readonly undecided: number;
  readonly faults: readonly string[];
}

interface Side {
  readonly bundle: SchemaBundle;
  readonly root: SchemaRoot;
  readonly schema: SchemaObject;
}

const DRAFTS: readonly Draft[] = ['2020-12', '2019-09', '7'];

/**
 * Random schemas, each with a changed copy or with another one: where a value that was taken as params is refused, a breaking change must be told, or
 * that it cannot be compared; and the other way round where it is a result.
 */
export function checkSoundness(count: number, seed: number): SoundnessFigures {
  const figures = { pairs: 0, broken: 0, undecided: 0, faults: [] as string[] };
  for (const [part, draft] of DRAFTS.entries()) {
    const schemas = fc.sample(randomSchema(draft), { numRuns: Math.ceil(count / DRAFTS.length), seed: seed + part });
    for (const [at, schema] of schemas.entries()) {
      const random = seeded(seed + at);
      const other = at % 4 === 3 ? schemas[(at + 1) % schemas.length]! : mutateSchema(schema, random);
      const [old, now] = [sideOf(schema), sideOf(other)];
      if (old === undefined || now === undefined) continue;
      figures.pairs++;
      const values = [...sampleValues(schema, draft, 8, random), ...sampleValues(other, draft, 8, random)];
      checkRole('params', draft, old, now, values, figures);
      checkRole('result', draft, now, old, values, figures); // what a new result may be, the old one must have been
    }
  }
  return figures;
}

function sideOf(schema: SchemaObject): Side | undefined {
  const { bundle, root } = bundleOf({ 'root.json': schema });
  const side = { bundle, root: root('root.json'), schema };
  return refusals(bundle, side.root).length > 0 ? undefined : side;
}

/** A value of `wide` that `narrow` refuses. */
function checkRole(
  role: Role,
  draft: Draft,
  wide: Side,
  narrow: Side,
  values: readonly unknown[],
  figures: { broken: number; undecided: number; faults: string[] },
): void {
  const [takes, refuses] = [wide, narrow].map((side) => judgeOf(side, role, draft));
  const broken = values.find((value) => takes!(value) && !refuses!(value));
  const changes = changesBetween(role, ...(role === 'params' ? ([wide, narrow] as const) : ([narrow, wide] as const)));
  if (broken === undefined) return;
  figures.broken++;
  const severities = changes.map(({ kind }) => schemaRule(role, kind).severity);
  if (severities.includes('breaking')) return;
  const undecided = changes.some(({ kind }) => changeKinds[kind].effect === 'other' && kind !== 'field-undeclared');
  if (undecided) figures.undecided++;
  else
    figures.faults.push(
      `${role}: ${JSON.stringify({ broken, wide: wide.schema, narrow: narrow.schema, changes: changes.map(({ kind, path }) => `${kind} ${path}`) })}`,
    );
}

/** Params are taken as the validator takes them, which fills in defaults; a result is what the specification says. */
function judgeOf({ bundle, root, schema }: Side, role: Role, draft: Draft): (value: unknown) => boolean {
  if (role !== 'params') return (value) => interpret(schema, value, draft);
  const validator = tryValidator(bundle, root, true);
  return (value) => validator !== undefined && validator.check(structuredClone(value)).ok;
}

function changesBetween(role: Role, old: Side, now: Side): SchemaChange[] {
  const direction = role === 'params' ? 'input' : 'output';
  const [before, after] = [old, now].map(({ bundle, root }) => {
    const flats = flatSchemas(bundle);
    return { reader: new SchemaReader(flats, direction), part: { schemas: [flats.root(root).flat], fills: true } };
  });
  const changes: SchemaChange[] = [];
  compareSchemas(before!.part, after!.part, { old: before!.reader, now: after!.reader }, (change) => changes.push(change));
  return changes;
}
