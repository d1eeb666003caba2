import { dataTypeName } from '../../data-types/data-type.ts';
import { isCompatible } from '../../data-types/is-compatible.ts';
import { ValidationError } from '../../errors/validation-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { suggest } from '../../validation/suggest.ts';
import type { DescribedStage, Stage } from '../stage.ts';
import { Accumulated } from './accumulated.ts';
import { findMisfit } from './find-misfit.ts';
import { fieldsOf } from './schema-fields.ts';

/** Throws ValidationError PIPELINE_INCOMPATIBLE for an action that needs another kind of data than all before it give. */
export function checkDataTypes(stages: readonly Stage[]): void {
  refuse(stages.flatMap((stage, index) => findOtherKind(stage, stages.slice(0, index))));
}

/**
 * What every action needs against all that is there when its turn comes: the pipeline's params, and what the actions before it give. Throws ValidationError
 * PIPELINE_INCOMPATIBLE, with both places of everything that does not fit.
 */
export function checkChain(stages: readonly DescribedStage[], params: Readonly<Record<string, unknown>>): void {
  const there = new Accumulated(params);
  const issues = unknownParams(stages, params);
  for (const [index, stage] of stages.entries()) {
    issues.push(...findOtherKind(stage, stages.slice(0, index)), ...findMisfits(stage, there));
    there.add(stage);
  }
  refuse(issues);
}

function findOtherKind({ name, inputType }: Stage, before: readonly Stage[]): Issue[] {
  const givers = before.filter(({ outputType }) => outputType != null);
  if (inputType == null || givers.length === 0 || givers.some(({ outputType }) => isCompatible(outputType, inputType))) return [];
  const given = givers.map((giver) => `${giver.name} gives ${dataTypeName(giver.outputType!)} (output_type of ${giver.name})`).join(', ');
  return [{ path: [name], message: `needs ${dataTypeName(inputType)} (input_type of ${name}), and ${given}` }];
}

function findMisfits({ name, params }: DescribedStage, there: Accumulated): Issue[] {
  if (params === undefined) return [];
  const issues: Issue[] = [];
  for (const [field, needed] of fieldsOf({ schema: params.schema, root: params.schema })) {
    const path = [name, field];
    const place = `needs params.${field} (${params.placeOf(field)})`;
    const offers = there.offers(field);
    for (const offer of offers) {
      const misfit = findMisfit(offer, needed);
      if (misfit === undefined) continue;
      const [need, give] = misfit.path === '' ? ['', ''] : [`${misfit.path} of it `, `its ${misfit.path} is `];
      issues.push({ path, message: `${place}, ${need}${misfit.needed}, and ${offer.giver} gives ${give}${misfit.given} (${offer.place})` });
    }
    if (needed.isRequired && !needed.hasDefault && !there.isCertain(field))
      issues.push({ path, message: `${place}, and ${there.sayMissing(field)}` });
  }
  return issues;
}

/** A name that no action takes was mistyped. */
function unknownParams(stages: readonly DescribedStage[], params: Readonly<Record<string, unknown>>): Issue[] {
  const known = new Set(stages.flatMap(({ accepts }) => accepts ?? []));
  if (stages.some(({ accepts }) => accepts === undefined)) return [];
  return Object.keys(params)
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = suggest(name, known);
      const help = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
      return { path: ['params', name], message: `is taken by no action of the pipeline${help}` };
    });
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const lines = issues.map(({ path, message }) =>
    path[0] === 'params' ? `params.${String(path[1])} ${message}` : `${String(path[0])} ${message}`,
  );
  const [first = ''] = lines;
  throw new ValidationError(
    lines.length === 1 ? `the pipeline cannot run: ${first}` : `the pipeline cannot run:\n  ${lines.join('\n  ')}`,
    {
      code: 'PIPELINE_INCOMPATIBLE',
      issues,
    },
  );
}
