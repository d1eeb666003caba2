import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ActionsmithError } from '../../runtime/errors.ts';
import { suggest } from '../../runtime/validation/suggest.ts';
import { explainObjectMember, findCollisions, NAME_RULE } from '../check/check-names.ts';
import { kebabCase } from '../names.ts';
import type { Contract } from '../read/contract.ts';
import { CONFIG_FILE } from '../read/read-contract.ts';
import { SourceText } from '../read/source-text.ts';
import { isBelow } from '../reconcile/confine.ts';
import type { Replacement } from '../reconcile/replace-texts.ts';
import { CannotSplice, type Path, spliceYaml } from './splice-yaml.ts';

export interface NewAction {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly method?: string;
  readonly base?: string;
  readonly steps?: readonly string[];
}

export interface NewStep {
  readonly action: string;
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  readonly needs?: readonly string[];
  readonly timeout?: string;
  readonly skippable?: boolean;
  /** True: with a schema of what it leaves for later steps. */
  readonly output?: boolean;
}

/** An action with schemas for its params and result. Throws USAGE where the name cannot be used. */
export function addAction({ root, config }: Contract, action: NewAction): Replacement[] {
  checkName('action', action.name, Object.keys(actionsOf(config.value)));
  const file = `schemas/${kebabCase(action.name)}`;
  const hasSchemas = action.base === undefined || action.base === 'base'; // the other bases bring theirs
  for (const [index, step] of (action.steps ?? []).entries()) checkName('step', step, action.steps!.slice(0, index));
  const value = {
    name: action.title ?? titleOf(action.name),
    ...(action.description !== undefined && { description: action.description }),
    ...(action.method !== undefined && { method: action.method }),
    ...(action.base !== undefined && { base: action.base }),
    ...(hasSchemas && { params: `${file}.params.json`, result: `${file}.result.json` }),
    ...(action.steps !== undefined && { steps: action.steps.map((name) => ({ name })) }),
  };
  return [
    addTo(CONFIG_FILE, root, ['actions'], { key: action.name, value }),
    ...(hasSchemas ? newSchemas(root, [`${file}.params.json`, `${file}.result.json`]) : []),
  ];
}

/** A step at its place among those of an action. Throws USAGE where a name cannot be used, or names nothing. */
export function addStep(contract: Contract, step: NewStep): Replacement[] {
  const { root, config } = contract;
  const actions = actionsOf(config.value);
  if (!Object.hasOwn(actions, step.action)) throw unknown('action', step.action, Object.keys(actions));
  const listed = actions[step.action]?.steps;
  const isFile = typeof listed === 'string';
  const names = namesOf(isFile ? readSteps(contract, listed) : listed);
  checkName('step', step.name, names);
  for (const other of [step.before, step.after].filter((name) => name !== undefined))
    if (!names.includes(other)) throw unknown('step', other, names);
  for (const need of step.needs ?? []) if (!names.includes(need.replace(/\?$/, ''))) throw unknown('step', need, names);
  const schema = `schemas/${kebabCase(step.action)}.${kebabCase(step.name)}.json`;
  const value = {
    name: step.name,
    ...(step.needs !== undefined && { needs: step.needs }),
    ...(step.timeout !== undefined && { timeout: step.timeout }),
    ...(step.skippable === true && { skippable: true }),
    ...(step.output === true && { output: schema }),
  };
  const index =
    step.before !== undefined ? names.indexOf(step.before) : step.after !== undefined ? names.indexOf(step.after) + 1 : names.length;
  return [
    isFile ? addTo(listed, root, [], { index, value }) : addTo(CONFIG_FILE, root, ['actions', step.action, 'steps'], { index, value }),
    ...(step.output === true ? newSchemas(root, [schema]) : []),
  ];
}

type Actions = Readonly<Record<string, { readonly steps?: unknown } | null>>;

function actionsOf(config: unknown): Actions {
  const actions = (config as { actions?: unknown } | null)?.actions;
  return typeof actions === 'object' && actions !== null && !Array.isArray(actions) ? (actions as Actions) : {};
}

/** The value of a file with steps. */
function readSteps({ root, files }: Contract, path: string): unknown {
  const found = files.open(pathToFileURL(join(root, path)).href);
  if (typeof found !== 'string') return found.value;
  const [problem] = files.diagnostics;
  if (found === 'broken' && problem !== undefined) throw usage(`${problem.file}:${problem.line}:${problem.column}: ${problem.message}`);
  throw usage(`the list of steps ${path}, which config.yaml names, is not there, or not in the plugin`);
}

function namesOf(steps: unknown): string[] {
  return Array.isArray(steps) ? steps.map((step: { name?: unknown } | null) => String(step?.name ?? '')) : [];
}

function checkName(kind: 'action' | 'step', name: string, taken: readonly string[]): void {
  const rule = /^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*$/.test(name) ? explainObjectMember(name) : NAME_RULE;
  if (rule !== undefined) throw usage(`"${name}" cannot be the name of ${kind === 'action' ? 'an action' : 'a step'}: ${rule}`);
  if (taken.includes(name)) throw usage(`there is ${kind === 'action' ? 'an action' : 'a step'} ${name} already`);
  const collision = findCollisions([...taken, name]).find(([later]) => later === name);
  if (collision !== undefined) throw usage(`${name} and ${collision[1]} would share a file or a class; choose another name`);
}

/** The bytes are read here: a contract has lost a byte order mark. A link stays one: the file that it leads to is added to. */
function addTo(path: string, root: string, place: Path, entry: Parameters<typeof spliceYaml>[2]): Replacement {
  const real = realpathSync(join(root, path));
  const before = readFileSync(real, 'utf8');
  try {
    if (!isBelow(real, root)) throw new CannotSplice(`it leads out of the plugin's folder, to ${real}`);
    return { path: relative(root, real).split(sep).join('/'), before, after: spliceYaml(before, place, entry) };
  } catch (error) {
    if (!(error instanceof CannotSplice)) throw error;
    const { line, column } = new SourceText(before).span(error.position, error.position);
    const added = JSON.stringify(entry.key === undefined ? entry.value : { [entry.key]: entry.value });
    throw usage(`${path}:${line}:${column} cannot be added to: ${error.message}. Nothing was changed; add it yourself: ${added}`);
  }
}

/** What is there already stays, and is used. */
function newSchemas(root: string, paths: readonly string[]): Replacement[] {
  const text = `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {} }, null, 2)}\n`;
  return paths.filter((path) => !existsSync(join(root, path))).map((path) => ({ path, before: undefined, after: text }));
}

/** `train_model` → `Train model`. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function unknown(kind: string, name: string, known: readonly string[]): ActionsmithError {
  const near = suggest(name, known);
  const hint =
    near === undefined
      ? known.length === 0
        ? 'there is none'
        : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`
      : `did you mean ${near}?`;
  return usage(`there is no ${kind} ${name}; ${hint}`);
}

function usage(message: string): ActionsmithError {
  return new ActionsmithError(message, { code: 'USAGE' });
}
