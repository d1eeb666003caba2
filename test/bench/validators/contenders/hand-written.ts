import type { Contender } from '../contender.ts';

const AUGMENTATIONS: ReadonlySet<unknown> = new Set(['flip', 'rotate', 'crop', 'blur']);
const ACTIVATIONS: ReadonlySet<unknown> = new Set(['relu', 'tanh']);
const KNOWN = new Set(['dataset', 'name', 'epochs', 'learning_rate', 'augmentations', 'splits', 'layers', 'tags']);
const TAG = /^[a-z][a-z0-9-]*$/u;

type Fields = Record<string, unknown>;

/** What an engineer with an afternoon writes: a copy with defaults, and a list of sentences. */
function checkTrainParams(value: unknown): { value?: Fields; problems: string[] } {
  const problems: string[] = [];
  if (!isObject(value)) return { problems: ['must be an object'] };
  const copy: Fields = { epochs: 10, learning_rate: 0.001, ...value };
  for (const key in value) if (!KNOWN.has(key)) problems.push(`${key} is unknown`);
  if (!isInteger(copy['dataset'], 1)) problems.push('dataset must be a whole number from 1');
  const name = copy['name'];
  if (typeof name !== 'string' || name.length < 1 || name.length > 80) problems.push('name must be a text');
  if (!isInteger(copy['epochs'], 1, 1000)) problems.push('epochs must be 1 to 1000');
  const rate = copy['learning_rate'];
  if (typeof rate !== 'number' || !(rate > 0) || rate > 1) problems.push('learning_rate must be above 0 and at most 1');
  checkList(copy['augmentations'], 'augmentations', (item) => AUGMENTATIONS.has(item), problems);
  if (Array.isArray(copy['augmentations']) && copy['augmentations'].length > 4) problems.push('augmentations has too many');
  checkSplits(copy['splits'], problems);
  if (copy['layers'] === undefined) problems.push('layers is missing');
  checkList(copy['layers'], 'layers', isLayer, problems);
  checkList(copy['tags'], 'tags', (item) => typeof item === 'string' && TAG.test(item), problems);
  return problems.length === 0 ? { value: copy, problems } : { problems };
}

function checkSplits(value: unknown, problems: string[]): void {
  if (!isObject(value)) return void problems.push('splits must be an object');
  for (const key of ['train', 'validation']) if (typeof value[key] !== 'number') problems.push(`splits.${key} must be a number`);
  for (const key in value) if (key !== 'train' && key !== 'validation') problems.push(`splits.${key} is unknown`);
}

function checkList(value: unknown, name: string, fits: (item: unknown) => boolean, problems: string[]): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) return void problems.push(`${name} must be a list`);
  for (const [at, item] of value.entries()) if (!fits(item)) problems.push(`${name}[${at}] does not fit`);
}

function isLayer(value: unknown): boolean {
  if (!isObject(value) || !isInteger(value['width'], 1) || !ACTIVATIONS.has(value['activation'])) return false;
  for (const key in value) if (key !== 'width' && key !== 'activation') return false;
  return true;
}

function isInteger(value: unknown, low: number, high = Infinity): boolean {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const contender: Contender = { all: (value) => checkTrainParams(value).problems.length === 0 };
