import { kebabCase, pascalCase } from '../names.ts';

/** Pairs of names that would become the same class or, on a file system without case, the same file: [later, earlier]. */
export function findCollisions(names: readonly string[]): [name: string, other: string][] {
  const taken = new Map<string, string>();
  const found: [string, string][] = [];
  for (const name of names) {
    const forms = [pascalCase(name).toLowerCase(), kebabCase(name)];
    const other = forms.map((form) => taken.get(form)).find((owner) => owner !== undefined && owner !== name);
    if (other !== undefined) found.push([name, other]);
    for (const form of forms) if (!taken.has(form)) taken.set(form, name);
  }
  return found;
}

/** The words of the pattern in the schema of config.yaml. */
export const NAME_RULE = 'letters, digits, - and _ only, starting with a letter';

/** Why a name that fits the pattern still cannot be used: every object in JavaScript has it already. */
export function explainObjectMember(name: string): string | undefined {
  return name in Object.prototype || name === 'prototype' ? 'every object has that name already' : undefined;
}
