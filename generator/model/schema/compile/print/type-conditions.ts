/** The condition that a variable holds a value of a type. */
export function isOfType(type: string, name: string): string {
  const condition = CONDITIONS[type];
  if (condition === undefined) throw new Error(`there is no type ${type}`);
  return condition(name);
}

const CONDITIONS: Readonly<Record<string, (name: string) => string>> = {
  array: (name) => `Array.isArray(${name})`,
  boolean: (name) => `typeof ${name} === "boolean"`,
  integer: (name) => `Number.isInteger(${name})`,
  null: (name) => `${name} === null`,
  number: (name) => `Number.isFinite(${name})`, // NaN is none
  object: (name) => `(${name} !== null && typeof ${name} === "object" && !Array.isArray(${name}))`,
  string: (name) => `typeof ${name} === "string"`,
};
