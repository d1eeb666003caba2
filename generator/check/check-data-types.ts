import type { ActionConfig, PluginConfig } from '../../generated/plugin-config/types.ts';
import type { DataType } from '../../runtime/data-types/data-type.ts';
import { standardDataTypes } from '../../runtime/data-types/standard-data-types.ts';
import { suggest } from '../../runtime/validation/suggest.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** Name → type, of the types that the plugin brings along. */
export type OwnDataTypes = ReadonlyMap<string, DataType>;

const standard = (): string[] => standardDataTypes.map(({ name }) => name);

/** `data_types`: each has a name of its own, and leads to a standard type. */
export function checkDataTypes(config: PluginConfig, spot: Spot, context: CheckContext): OwnDataTypes {
  const types = new Map<string, DataType>();
  const declared = config.data_types;
  if (!isRecord(declared) || !context.isSound(spot)) return types;
  for (const name of Object.keys(declared)) {
    const problem = findProblem(name, declared);
    if (problem === undefined) types.set(name, placeType(name, declared));
    else
      context.report(
        'CONFIG_BAD_DATA_TYPE',
        { name, problem: problem.text },
        problem.ofKey ? spot.at(name).key : spot.at(name, 'extends'),
        problem.help,
      );
  }
  return types;
}

/** `input_type` and `output_type` of an action. Unknown names are only warned of: plugins may agree on types that nobody here knows. */
export function checkDirections(config: ActionConfig, spot: Spot, own: PluginConfig['data_types'], context: CheckContext): void {
  for (const key of ['input_type', 'output_type'] as const) {
    const name = config[key];
    if (name == null || !context.isSound(spot.at(key))) continue;
    const known = [...standard(), ...Object.keys(own ?? {})];
    if (known.includes(name)) continue;
    const near = suggest(name, known);
    context.report('CONFIG_UNKNOWN_DATA_TYPE', { key, name }, spot.at(key), near && `did you mean ${JSON.stringify(near)}?`);
  }
}

/** Nobody classifies deeper; a generated chain of thousands would end the stack of those who follow it. */
const DEEPEST = 20;

type Declared = NonNullable<PluginConfig['data_types']>;

interface Problem {
  readonly text: string;
  readonly help?: string | undefined;
  readonly ofKey?: boolean;
}

function findProblem(name: string, declared: Declared): Problem | undefined {
  if (standard().includes(name)) return { text: 'has the name of a standard type', help: 'choose another name', ofKey: true };
  const parent = declared[name]!.extends;
  if (!standard().includes(parent) && !Object.hasOwn(declared, parent)) {
    const near = suggest(
      parent,
      [...standard(), ...Object.keys(declared)].filter((known) => known !== name),
    );
    return { text: `extends ${JSON.stringify(parent)}, which there is not`, help: near && `did you mean ${JSON.stringify(near)}?` };
  }
  const seen = [name];
  for (let next = parent; Object.hasOwn(declared, next); next = declared[next]!.extends) {
    if (next === name) return { text: `extends itself: ${[...seen, name].join(' → ')}` };
    if (seen.includes(next)) return undefined; // a circle further up, which is reported there
    seen.push(next);
    if (seen.length > DEEPEST) return { text: `is more than ${DEEPEST} kinds away from a standard type` };
  }
  return undefined;
}

function placeType(name: string, declared: Declared, seen: readonly string[] = []): DataType {
  const { extends: parent, format, description } = declared[name]!;
  const isOwn = Object.hasOwn(declared, parent) && !seen.includes(parent);
  return {
    name,
    ...(format !== undefined && { format }),
    ...(description !== undefined && { description }),
    parent: isOwn ? placeType(parent, declared, [...seen, name]) : parent,
  };
}
