import { suggest } from '../../runtime/validation/suggest.ts';
import type { LocatedDocument } from '../read/located-document.ts';
import type { Loss } from '../read/zod/child/zod-answer.ts';
import type { ModuleProblem } from '../read/zod/bundle-module.ts';
import type { ZodDocument } from '../read/zod/zod-document.ts';
import type { ZodOpened, ZodReference } from '../read/zod/zod-modules.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { listFiles } from './list-files.ts';

type Answered = Extract<ZodOpened, { kind: 'answered' }>;

/** The schema that a module of the plugin exports, as a document. Undefined after reporting why there is none, or what of it would be lost. */
export function openZod(reference: ZodReference, spot: Spot, context: CheckContext): LocatedDocument | undefined {
  const { file } = reference;
  const opened = context.files.zod.open(reference);
  switch (opened.kind) {
    case 'outside':
      return void context.report('CONTRACT_FILE_OUTSIDE', { path: file }, spot);
    case 'missing':
      return void reportMissing(file, spot, context);
    case 'problem':
      return void reportProblem(opened.problem, context);
    case 'failed':
      return void context.diagnostics.report('ZOD_MODULE_FAILED', { file, reason: opened.reason }, opened.document.placeProperty([]));
    case 'answered':
      return useAnswer(reference, opened, spot, context);
  }
}

function reportMissing(path: string, spot: Spot, context: CheckContext): void {
  const near = suggest(path, listFiles(context.files.root, /\.[cm]?[jt]s$/));
  context.report('CONTRACT_FILE_MISSING', { path }, spot, near && `did you mean ${JSON.stringify(near)}?`);
}

function reportProblem({ kind, reason, file, at }: ModuleProblem, context: CheckContext): void {
  const place = { file, ...(at && { span: { line: at.line, column: at.column + 1, length: at.length }, excerpt: at.excerpt }) };
  if (kind === 'imports generated') context.diagnostics.report('ZOD_IMPORTS_GENERATED', { specifier: reason }, place);
  else if (kind === 'outside') context.diagnostics.report('CONTRACT_FILE_OUTSIDE', { path: reason }, place);
  else context.diagnostics.report('ZOD_MODULE_BROKEN', { reason }, place);
}

function useAnswer(
  { file, name }: ZodReference,
  { export: found, document }: Answered,
  spot: Spot,
  context: CheckContext,
): LocatedDocument | undefined {
  if (found.kind === 'missing') {
    const near = suggest(name, found.schemas) ?? (found.schemas.length === 1 ? found.schemas[0] : undefined);
    return void context.report('ZOD_EXPORT_MISSING', { file, name }, spot, near && `did you mean ${JSON.stringify(`${file}#${near}`)}?`);
  }
  if (found.kind === 'no schema') return void context.report('ZOD_NO_SCHEMA', { name, got: found.got }, spot);
  for (const loss of found.losses) reportLoss(name, loss, document, context);
  if (found.losses.length > 0) return undefined;
  context.files.add(document);
  return document;
}

function reportLoss(name: string, { path, what, kind }: Loss, document: ZodDocument, context: CheckContext): void {
  context.diagnostics.report('ZOD_NOT_CARRIED', { path: [name, ...path].join('.'), what }, document.placeProperty(path), ADVICE[kind]);
}

const ADVICE: Readonly<Partial<Record<Loss['kind'], string>>> = {
  check: 'say it as a rule, .meta({ "x-rules": … }), or in a hook, x-validate',
  change: 'params are checked, not changed: do this in the action',
  branch: 'a branch may fail after it was filled in: move the default out of it, or do this in the action',
  default: 'give a constant, where the property is declared',
};
