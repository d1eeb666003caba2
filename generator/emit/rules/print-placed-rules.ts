import { type PlacedRules, type PlacedValues, type RuleModel } from '../../model/rules/placed-rules.ts';
import { docComment, identifier, literal, propertyKey } from '../code.ts';
import { printExpression } from './print-expression.ts';

/** Prints the rules of one module. What stands at a place that has a type with a name becomes a constant, which others refer to. */
export class RulesPrinting {
  readonly constants: string[] = [];
  readonly types: Set<string> = new Set();
  readonly #names = new Map<PlacedRules, string>();

  /** Notes that a place is an exported constant already. */
  name(place: PlacedRules, name: string): void {
    this.#names.set(place, name);
  }

  /** The properties of the object that says what holds at a place. */
  parts({ rules, properties, values, items, positions, types, tagged }: PlacedRules): string[] {
    return [
      ...(rules.length > 0 ? [`rules: [${rules.map(printRule).join(', ')}]`] : []),
      ...this.#map('types', types),
      ...(tagged.size > 0 ? [`tagged: { ${[...tagged].flatMap(([tag, inner]) => this.#map(propertyKey(tag), inner)).join(', ')} }`] : []),
      ...this.#map('properties', properties),
      ...(values.length > 0 ? [`values: [${values.map((one) => this.#values(one)).join(', ')}]`] : []),
      ...this.#map('positions', positions),
      ...(items === undefined ? [] : [`items: ${this.#refer(items)}`]),
    ];
  }

  #map(name: string | object, places: ReadonlyMap<string | number, PlacedRules>): string[] {
    const parts = [...places].map(([key, place]) => `${typeof key === 'number' ? key : propertyKey(key)}: ${this.#refer(place)}`);
    return parts.length === 0 ? [] : [`${String(name)}: { ${parts.join(', ')} }`];
  }

  #values({ pattern, known, patterns, of }: PlacedValues): string {
    const parts = [
      ...(pattern === undefined ? [] : [`pattern: ${regex(pattern)}`]),
      ...(known.length > 0 ? [`known: ${literal(known)}`] : []),
      ...(patterns.length > 0 ? [`patterns: [${patterns.map((text) => regex(text)).join(', ')}]`] : []),
      `of: ${this.#refer(of)}`,
    ];
    return `{ ${parts.join(', ')} }`;
  }

  #refer(place: PlacedRules): string {
    const known = this.#names.get(place);
    if (known !== undefined) return `() => ${known}`;
    if (place.typeName === undefined) return `{ ${this.parts(place).join(', ')} }`;
    const name = this.#freeName(`rulesOf${place.typeName}`);
    this.#names.set(place, name);
    this.types.add(place.typeName);
    const at = this.constants.push('') - 1;
    const about = docComment([`What the schema of ${place.typeName} cannot say, wherever it stands.`]);
    const type = `PlacedRules<${identifier(place.typeName)}>`;
    this.constants[at] = `${about}\nconst ${identifier(name)}: ${type} = { ${this.parts(place).join(', ')} };`;
    return `() => ${name}`;
  }

  /** One type may have rules of several places around it, as where a reference has rules beside it. */
  #freeName(name: string): string {
    const taken = new Set(this.#names.values());
    let free = name;
    while (taken.has(free)) free += 'Too';
    return free;
  }
}

function printRule({ text, expression, message, hint, at }: RuleModel): string {
  const code = printExpression(expression);
  const parts = [
    `rule: ${literal(text)}`,
    `holds: (${/\bself\b/.test(code) ? 'self' : ''}) => ${code}`,
    `message: ${literal(message)}`,
    ...(hint === undefined ? [] : [`hint: ${literal(hint)}`]),
    ...(at.length === 0 ? [] : [`at: ${literal(at)}`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

function regex(text: string): string {
  return `new RegExp(${literal(text)}, 'u')`;
}
