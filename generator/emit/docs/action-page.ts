import type { ActionModel, PluginModel, ResourcesModel, ValueModel } from '../../model/plugin-model.ts';
import { isRecord } from '../../model/schema/json-schema.ts';
import { type SchemaView, viewSchema } from '../../model/schema/view/schema-view.ts';
import type { EmitContext } from '../emit-context.ts';
import { loadValidators } from '../samples/load-validators.ts';
import { proveSamples } from '../samples/prove-samples.ts';
import { describeType } from './describe-type.ts';
import { fieldTable } from './field-table.ts';
import { code, codeBlock, join, Markdown, prose, table, text } from './markdown.ts';
import { stepGraph } from './step-graph.ts';
import { stepTable } from './step-table.ts';

/** What the page of a plugin says about one action: as text, so that it can be kept. */
export interface ActionPage {
  /** Its row in the list of actions, a text of Markdown each. */
  readonly row: readonly string[];
  readonly page: string;
}

/** The part of a plugin's page about one action. */
export async function makeActionPage(action: ActionModel, plugin: PluginModel, context: EmitContext): Promise<ActionPage> {
  const page = await aboutAction(action, plugin, context);
  const row = [code(action.key), text(described(action)), text(action.method), dataType(action.inputType), dataType(action.outputType)];
  return { row: row.map(String), page: String(page) };
}

function dataType(name: string | undefined): Markdown {
  return name === undefined ? text('') : code(name);
}

async function aboutAction(action: ActionModel, plugin: PluginModel, context: EmitContext): Promise<Markdown> {
  const params = action.params && viewSchema(action.params.schema);
  const result = action.result && viewSchema(action.result.schema);
  return join(
    [
      prose`## ${code(action.key)}`,
      text(described(action)),
      table(['Resources'], action.resources ? [[aboutResources(action.resources)]] : []),
      prose`### Params`,
      params ? aboutValue(params, 'Param', 'The action takes no params.') : text('Anything: the contract does not say.'),
      prose`### Result`,
      result ? aboutValue(result, 'Field', 'An object without fields.') : text('The contract does not say.'),
      ...(action.steps.length === 0 ? [] : [prose`### Steps`, stepGraph(action), stepTable(action)]),
      prose`### Run it`,
      codeBlock('sh', await exampleOf(action, plugin, context)),
    ],
    '\n\n',
  );
}

function aboutValue(view: SchemaView, nameOfField: string, empty: string): Markdown {
  const fields = fieldTable(view, nameOfField);
  const rules = rulesOf(view);
  const shown = String(fields) !== '' ? fields : isObject(view) ? text(empty) : prose`${describeType(view)}`;
  const list = rules.length === 0 ? [] : [prose`Beyond that:`, new Markdown(rules.map((rule) => `- ${String(rule)}`).join('\n'))];
  return join([text(descriptionOf(view)), shown, ...list], '\n\n');
}

/** The rules in CEL and the author's own checks, wherever they stand. */
function rulesOf(view: SchemaView, path = '', depth = 0): Markdown[] {
  if (depth > 4) return [];
  const entries = Array.isArray(view.keywords['x-rules']) ? (view.keywords['x-rules'] as unknown[]) : [];
  const where = path === '' ? text('') : prose` (${code(path)})`;
  const own = entries.filter(isRecord).map(({ rule, message }) => {
    const said = typeof message === 'string' ? prose`${text(message)}: ` : text('');
    return prose`${said}${code(String(rule))}${where}`;
  });
  const hook = view.keywords['x-validate'];
  const checks = typeof hook === 'string' ? [prose`a check of its own: ${code(hook)}${where}`] : [];
  const below = [...view.properties].flatMap(([name, field]) => rulesOf(field, path === '' ? name : `${path}.${name}`, depth + 1));
  const item = view.keywords['items'] as SchemaView | undefined;
  return [...own, ...checks, ...below, ...(item === undefined ? [] : rulesOf(item, `${path}[]`, depth + 1))];
}

/** A command with params that the validator takes; none are shown where none were found. */
async function exampleOf(action: ActionModel, plugin: PluginModel, context: EmitContext): Promise<string> {
  const sample = action.params && (await sampleOf(action, action.params, plugin, context));
  const isEmpty = sample === undefined || (isRecord(sample) && Object.keys(sample).length === 0);
  if (isEmpty) return `npx actionsmith run ${action.key}`;
  return `npx actionsmith run ${action.key} --params-file - <<'PARAMS'\n${JSON.stringify(sample, null, 2)}\nPARAMS`;
}

async function sampleOf(action: ActionModel, params: ValueModel, plugin: PluginModel, context: EmitContext): Promise<unknown> {
  const validators = await loadValidators(action, plugin, context);
  return proveSamples(params.schema, validators[params.validator]!).valid[0];
}

function described({ title, key, description }: ActionModel): string {
  return [title === key ? '' : title, description].filter((part) => part !== '').join(': ');
}

function descriptionOf({ keywords }: SchemaView): string {
  return typeof keywords['description'] === 'string' ? keywords['description'] : '';
}

function isObject({ keywords, properties }: SchemaView): boolean {
  return properties.size > 0 || keywords['type'] === 'object';
}

function aboutResources({ num_cpus: cpus, num_gpus: gpus, memory }: ResourcesModel): Markdown {
  const parts = [
    cpus === undefined ? '' : `${cpus} CPUs`,
    gpus === undefined ? '' : `${gpus} GPUs`,
    memory === undefined ? '' : `${memory / 2 ** 20} MiB of memory`,
  ];
  return text(parts.filter((part) => part !== '').join(', '));
}
