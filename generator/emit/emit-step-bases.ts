import type { ActionModel, BaseKind, StepModel } from '../model/plugin-model.ts';
import { docComment, identifier, literal, propertyKey } from './code.ts';
import type { EmitContext } from './emit-context.ts';
import { ownedHeader } from './header.ts';

import { render, type View } from './render.ts';
import { siblingModules } from './sibling-modules.ts';
import template from './templates/steps.hbs';

/** Of bases with steps of their own, which hand on through it. */
const CONTEXTS: { readonly [B in BaseKind]?: string } = { export: 'ExportContext', upload: 'UploadContext' };

/** generated/<action>/steps.ts: one typed abstract step each; a step sees the outputs of the steps before it and nothing else. */
export function emitStepBases(action: ActionModel, { ending }: EmitContext): string {
  const withOutput = action.steps.filter((step) => step.output !== undefined);
  return render(template, {
    header: ownedHeader(),
    modules: siblingModules(ending),
    stem: identifier(action.stem),
    contextClass: identifier(CONTEXTS[action.base] ?? 'StepContext'),
    hasOutputs: withOutput.length > 0,
    hasPolicies: action.steps.some((step) => step.policy !== undefined),
    outputs: withOutput.map((step, index) => ({
      isFirst: index === 0,
      key: propertyKey(step.name),
      typeName: identifier(step.output!.typeName),
      validator: identifier(step.output!.validator),
      skippable: step.skippable,
    })),
    steps: action.steps.map((step, index) => viewStep(step, action.steps.slice(0, index))),
  });
}

function viewStep(step: StepModel, earlier: readonly StepModel[]): View {
  const seen = earlier.filter((other) => other.output !== undefined);
  return {
    key: propertyKey(step.name),
    className: identifier(step.className),
    doc: docComment([describeStep(step)]),
    nameLiteral: literal(step.name),
    weight: literal(step.weight),
    needs: literal(step.needs),
    skippableLiteral: literal(step.skippable),
    effects: literal(step.effects),
    idempotent: literal(step.idempotent),
    policy: step.policy && literal(step.policy),
    output: step.output && { typeName: identifier(step.output.typeName), validator: identifier(step.output.validator) },
    rollback: step.rollback,
    seesOutputs: seen.length > 0,
    seen: seen.map((other, index) => ({ isFirst: index === 0, name: literal(other.name) })),
  };
}

/** `Step load_dataset: reads the splits`, for doc comments. */
export function describeStep({ name, description }: StepModel): string {
  return description === '' ? `Step ${name}` : `Step ${name}: ${description}`;
}
