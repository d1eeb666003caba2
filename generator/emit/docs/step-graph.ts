import type { ActionModel, StepModel } from '../../model/plugin-model.ts';
import { visibleText } from '../code.ts';
import { codeBlock, type Markdown } from './markdown.ts';

/** The steps of an action as a graph of mermaid: in their order, and what each takes from earlier ones. */
export function stepGraph({ steps }: ActionModel): Markdown {
  const ids = new Map(steps.map((step, index) => [step.name, `step${index + 1}`]));
  const nodes = steps.map((step) => `  ${ids.get(step.name)}${shape(step)}`);
  const order = steps.slice(1).map((step, index) => `  ${ids.get(steps[index]!.name)} --> ${ids.get(step.name)}`);
  const needs = steps.flatMap((step) => step.needs.map((need) => needEdge(need, step, ids)));
  return codeBlock('mermaid', ['flowchart TD', ...nodes, ...order, ...needs.filter((edge) => edge !== undefined)].join('\n'));
}

/** A step that changes the outside world has another shape. */
function shape(step: StepModel): string {
  const label = mermaidText(step.name);
  return step.effects === 'external' ? `[["${label}"]]` : `["${label}"]`;
}

function needEdge(need: string, step: StepModel, ids: ReadonlyMap<string, string>): string | undefined {
  const name = need.replace(/\?$/, '');
  const from = ids.get(name);
  return from === undefined ? undefined : `  ${from} -. "${mermaidText(name)}" .-> ${ids.get(step.name)}`;
}

/** Letters, digits, blanks and _ as they are; all else as the entity codes of mermaid. */
function mermaidText(value: string): string {
  return visibleText(value).replace(/[^\p{L}\p{N} _]/gu, (character) => `#${character.codePointAt(0)};`);
}
