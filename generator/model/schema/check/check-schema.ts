import { isRecord, pointerTo, type SchemaObject, type SchemaPlace, type SchemaRoot } from '../json-schema.ts';
import { keywordOf } from '../keywords.ts';
import type { SchemaBundle } from '../schema-bundle.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { subschemas } from '../subschemas.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkKeywordName } from './check-keyword-name.ts';
import { checkKeywordValue } from './check-keyword-value.ts';
import { checkLoops } from './check-loops.ts';
import { checkReferences } from './check-references.ts';
import { checkSlowPatterns } from './check-slow-patterns.ts';
import { describeKind } from './describe-kind.ts';
import { Patience } from './judge-pattern.ts';

export interface CheckSchemaOptions {
  /** A contract refuses what would silently have no effect; the specification ignores it, and so it is only a warning. */
  readonly strictness: 'contract' | 'specification';
}

/** What is refused is worth a thought, on a machine that has much else to do, too; what is only mentioned a shorter one. */
const PATIENCE = { contract: { eachMs: 15_000, allMs: 60_000 }, specification: { eachMs: 1000, allMs: 2000 } } as const;

/** Deeper ones come from programs, and would end the stack of those who read them. */
const DEEPEST = 250;

/** Errors of a contract that the specification says to ignore. */
const IGNORED = new Set([
  'SCHEMA_UNKNOWN_KEYWORD',
  'SCHEMA_FOREIGN_KEYWORD',
  'SCHEMA_UNSAFE_KEYWORD',
  'SCHEMA_UNKNOWN_FORMAT',
  'SCHEMA_UNKNOWN_DIALECT',
  'SCHEMA_PROTO_KEY',
  'SCHEMA_BAD_DEFAULT',
  'SCHEMA_REF_SIBLINGS',
  'SCHEMA_SLOW_PATTERN',
  'SCHEMA_PATTERN_ESCAPE',
]);

/** Everything that is wrong with a schema and with those it refers to, each at its culprit. */
export function checkSchema(bundle: SchemaBundle, root: SchemaRoot, { strictness }: CheckSchemaOptions): SchemaProblem[] {
  bundle.add(root);
  const problems = checkEach(bundle, root, new Patience(PATIENCE[strictness]));
  const sound = problems.every((problem) => decidesNothing(problem, bundle));
  if (sound) problems.push(...checkLoops(bundle, root));
  if (sound && problems.length === 0) problems.push(...checkDefaults(bundle, root));
  return strictness === 'contract' ? problems : problems.map((problem) => asSpecified(problem, bundle));
}

function asSpecified(problem: SchemaProblem, bundle: SchemaBundle): SchemaProblem {
  return decidesNothing(problem, bundle) ? { ...problem, severity: 'warning' } : problem;
}

/** What has no effect on a verdict: notes are not looked at, and a name that two schemas have does no harm until a reference uses it. */
function decidesNothing({ code, data }: SchemaProblem, bundle: SchemaBundle): boolean {
  if (code === 'SCHEMA_BAD_KEYWORD') return keywordOf(String(data['keyword']), '2020-12')?.role === 'annotation';
  return IGNORED.has(code) || (code === 'SCHEMA_NAME_TWICE' && !bundle.isUsed(String(data['uri'])));
}

interface Work {
  readonly schema: unknown;
  readonly place: SchemaPlace;
  /** The references from file to file that led here, the last first. */
  readonly via: readonly SchemaPlace[];
}

function reachedBy(via: readonly SchemaPlace[], problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  return via.length === 0 ? problems : problems.map((problem) => Object.assign(problem, { via }));
}

function checkEach(bundle: SchemaBundle, root: SchemaRoot, patience: Patience): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const seen = new Set<unknown>();
  const work: Work[] = [{ schema: root.schema, place: root, via: [] }];
  for (let next = work.shift(); next !== undefined; next = work.shift()) {
    const { schema, place, via } = next;
    if (typeof schema === 'boolean' || seen.has(schema)) continue;
    if (!isRecord(schema)) {
      problems.push(...reachedBy(via, [notASchema(schema, place)]));
      continue;
    }
    seen.add(schema);
    const context = bundle.contextOf(schema);
    if (context === undefined) continue; // not reached: what is around it is no schema
    if (context.depth > DEEPEST) return [{ code: 'SCHEMA_TOO_DEEP', data: { limit: DEEPEST }, uri: context.uri, pointer: context.pointer }];
    problems.push(...reachedBy(via, checkOne(bundle, schema, context, patience)));
    for (const { keyword, target } of targetsOf(bundle, schema)) {
      const at = bundle.contextOf(target) ?? place;
      const step = { uri: context.uri, pointer: pointerTo(context.pointer, keyword) };
      work.push({ schema: target, place: at, via: at.uri === context.uri ? via : [step, ...via] });
    }
    for (const { keyword, part, schema: inner } of subschemas(schema, context.dialect.draft)) {
      const pointer = part === undefined ? pointerTo(context.pointer, keyword) : pointerTo(context.pointer, keyword, part);
      work.push({ schema: inner, place: { uri: context.uri, pointer }, via });
    }
  }
  return problems;
}

function notASchema(value: unknown, { uri, pointer }: SchemaPlace): SchemaProblem {
  const advice = Array.isArray(value) && pointer.endsWith('/items') ? { suggestion: 'did you mean "prefixItems"?' } : {};
  return { code: 'SCHEMA_NOT_A_SCHEMA', data: { got: describeKind(value) }, uri, pointer, ...advice };
}

function checkOne(bundle: SchemaBundle, schema: SchemaObject, place: SchemaPlace, patience: Patience): SchemaProblem[] {
  const draft = bundle.draftOf(schema);
  const problems = [...checkReferences(bundle, schema, place), ...checkSlowPatterns(schema, place, patience)];
  for (const [name, value] of Object.entries(schema)) {
    const named = checkKeywordName(name, draft, place);
    if (named !== undefined) problems.push(named);
    else problems.push(...checkKeywordValue(name, value, draft, place));
  }
  return problems;
}

function targetsOf(bundle: SchemaBundle, schema: SchemaObject): { keyword: string; target: SchemaObject }[] {
  return ['$ref', '$dynamicRef', '$recursiveRef'].flatMap((keyword) => {
    const ref = schema[keyword];
    const target = typeof ref === 'string' ? bundle.resolve(ref, schema) : undefined;
    return isRecord(target) ? [{ keyword, target }] : [];
  });
}
