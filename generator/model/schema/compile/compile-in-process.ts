import { addError, type CompiledError, type FindErrors, joinErrors } from '../../../../runtime/validation/compiled-validate.ts';
import { countStep, resetSteps } from '../../../../runtime/validation/count-step.ts';
import { isSettled, MOST_PASSES } from '../../../../runtime/validation/settle-defaults.ts';
import * as formats from '../../../../runtime/validation/formats/index.ts';
import { equal } from '../../../../runtime/validation/keywords/equal.ts';
import { Evaluated } from '../../../../runtime/validation/keywords/evaluated.ts';
import { findTwin } from '../../../../runtime/validation/keywords/find-twin.ts';
import { isMultipleOf } from '../../../../runtime/validation/keywords/is-multiple-of.ts';
import { pointerPart } from '../../../../runtime/validation/keywords/pointer-part.ts';
import { ucs2length } from '../../../../runtime/validation/keywords/ucs2-length.ts';
import { definitionFills } from '../fills-defaults.ts';
import type { FlatDefinition, FlatSchemas } from '../flat-schemas.ts';
import { assertedFormats } from '../formats.ts';
import { findEarlyJudges } from './judges-early.ts';
import { prepareDefinitions, rootName } from './prepare-definitions.ts';
import { ModuleScope } from './print/module-scope.ts';
import { printFunction } from './print/print-function.ts';

/**
 * All errors of a value, to be found here and now, with defaults filled in where a value is missing in it. The function throws a RangeError for what
 * has no end.
 */
export function compileInProcess(definition: FlatDefinition, flats: FlatSchemas): (value: unknown) => readonly CompiledError[] {
  const start = { definition, schema: definition.flat, fills: definitionFills(definition.id, flats) };
  const definitions = prepareDefinitions(flats, [start]);
  const passes = findEarlyJudges(definitions).has(rootName(0)) ? MOST_PASSES : 1;
  const find = evaluate(new ModuleScope({ definitions, formats: assertedFormats }));
  return (value) => {
    resetSteps();
    const parent = { value };
    for (let pass = 1; ; pass++) {
      const given = parent.value;
      const errors = find(given, '', true, parent, 'value');
      if (errors !== null) return errors;
      if (passes === 1 || isSettled(given, parent.value)) return [];
      if (pass === passes) throw new RangeError('endless');
    }
  };
}

const helpers: Readonly<Record<string, unknown>> = {
  ...formats,
  addError,
  countStep,
  equal,
  Evaluated,
  findTwin,
  isMultipleOf,
  joinErrors,
  pointerPart,
  ucs2length,
};

function evaluate(scope: ModuleScope): FindErrors {
  const functions = Object.keys(scope.definitions).flatMap((name) => printFunction(name, scope));
  const code = [...scope.declarations, ...functions, `return ${scope.functionOf(rootName(0))};`].join('\n');
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the printer of modules prints, and nothing else
  const make = new Function(...scope.imports, code) as (...given: unknown[]) => FindErrors;
  return make(...scope.imports.map((name) => helpers[name]));
}
