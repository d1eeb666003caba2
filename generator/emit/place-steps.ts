import type { ActionModel } from '../model/plugin-model.ts';
import { identifier, literal } from './code.ts';
import type { View } from './render.ts';

/** The calls of the registry that bring the steps of a contract to their places, in an order in which each stands beside one that is there already. */
export function placeSteps({ steps, order }: ActionModel): View[] {
  if (order === undefined) return steps.map(({ name }) => call('register', name));
  const replacing = new Map(steps.flatMap(({ name, placement }) => (placement?.kind === 'replace' ? [[name, placement.step]] : [])));
  const names = order.map((one) => ('builtIn' in one ? one.builtIn : steps[one.index]!.name));
  const isThere = (at: number): boolean => 'builtIn' in order[at]! || replacing.has(names[at]!);
  const first = names.find((_, at) => isThere(at));
  const inserted = names.flatMap((name, at) => {
    if (isThere(at)) return [];
    return at === 0 ? [call('insertBefore', name, first)] : [call('insertAfter', name, names[at - 1])];
  });
  return [...[...replacing].map(([name, step]) => call('replace', name, step)), ...inserted];
}

/** `anchor`: the step that it stands beside, or that it replaces. */
function call(method: string, name: string, anchor?: string): View {
  return { method: identifier(method), anchor: anchor === undefined ? undefined : literal(anchor), name: literal(name) };
}
