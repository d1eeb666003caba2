import type { Validator } from '../../../runtime/validation/validator.ts';
import { formatPath } from '../../../runtime/validation/format-issue.ts';
import type { ActionModel, PluginModel, ValueModel } from '../../model/plugin-model.ts';
import { type Code, docComment, identifier, literal, propertyKey } from '../code.ts';
import type { EmitContext } from '../emit-context.ts';
import { ownedHeader } from '../header.ts';
import { render, type View } from '../render.ts';
import { loadValidators } from '../samples/load-validators.ts';
import { proveSamples, type Samples } from '../samples/prove-samples.ts';
import { siblingModules } from '../sibling-modules.ts';
import template from '../templates/test-kit.hbs';

type Validators = Readonly<Record<string, Validator>>;

/** generated/<action>/test-kit.ts: values for tests, every one held against its validator, and a context with them. */
export async function emitTestKit(action: ActionModel, plugin: PluginModel, context: EmitContext): Promise<string> {
  const validators = await loadValidators(action, plugin, context);
  const samples = action.params && proveSamples(action.params.schema, validators[action.params.validator]!);
  const outputs = action.steps.flatMap((step) => (step.output ? [viewOutput(step.name, step.output, validators)] : []));
  const complete = completed(action, samples, validators);
  return render(template, {
    header: ownedHeader(),
    modules: siblingModules(context.ending),
    stem: identifier(action.stem),
    validDocs: docComment(describeValid(samples)),
    valid: asList(samples?.valid ?? (action.params ? [] : [{}])),
    invalid: asList(
      (samples?.invalid ?? []).map(({ breaks, at, message, value }) => ({ breaks, at: formatPath(at), message, params: value })),
    ),
    hasContext: action.steps.length > 0,
    params: complete === undefined ? undefined : literal(complete),
    outputs: outputs.filter((output) => output !== undefined),
  });
}

/** The first sample as steps see it, with the defaults. */
function completed({ params }: ActionModel, samples: Samples | undefined, validators: Validators): unknown {
  if (params === undefined) return {};
  const checked = samples === undefined || samples.valid.length === 0 ? undefined : validators[params.validator]!.check(samples.valid[0]);
  return checked?.ok ? checked.value : undefined;
}

/** Undefined where no value was found. */
function viewOutput(name: string, output: ValueModel, validators: Validators): View | undefined {
  const { valid } = proveSamples(output.schema, validators[output.validator]!, 'output');
  return valid.length === 0 ? undefined : { key: propertyKey(name), value: literal(valid.at(-1)) };
}

function describeValid(samples: Samples | undefined): string[] {
  return samples?.valid.length === 0
    ? ['Params that the contract takes: none were found. Give `examples` in the schema of the params.']
    : ['Params that the contract takes, the shortest first. A check of your own (`x-validate`) was not asked.'];
}

function asList(values: readonly unknown[]): Code {
  return literal(values);
}
