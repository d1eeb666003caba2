import { joinViews, type SchemaView } from '../../model/schema/view/schema-view.ts';
import type { Field, Form } from './form.ts';
import { selectOf } from './form-input.ts';
import type { FormItem } from './form-item.ts';
import { type FieldId, type FormTest, negate } from './form-test.ts';
import { findTag, kindOfBranch } from './choices.ts';
import { readTest } from './read-test.ts';

/** The object around the fields. */
export type Parent = Pick<Field, 'view' | 'id' | 'path' | 'secret' | 'value' | 'lists'>;

/** What a contract says of one property: always, and under conditions. */
interface Spec {
  base: SchemaView | undefined;
  required: boolean;
  readonly cases: { readonly if: FormTest; readonly view: SchemaView | undefined; readonly required: boolean; readonly group: object }[];
}

/** The items for the properties of an object, in the order of the schema, with those that are only there under a condition. */
export function objectItems(parent: Parent, form: Form): FormItem[] {
  return new ObjectForm(parent, form).items();
}

class ObjectForm {
  readonly #parent: Parent;
  readonly #form: Form;
  readonly #ids = new Map<string, FieldId>();
  readonly #specs = new Map<string, Spec>();
  readonly #choosers: FormItem[] = [];
  readonly #tags = new Set<string>();

  constructor(parent: Parent, form: Form) {
    this.#parent = parent;
    this.#form = form;
    this.#always(parent.view);
  }

  items(): FormItem[] {
    return [...this.#choosers, ...[...this.#specs].flatMap(([name, spec]) => this.#field(name, spec))];
  }

  #always(view: SchemaView): void {
    for (const [name, property] of view.properties) {
      const spec = this.#spec(name);
      spec.base = spec.base === undefined ? property : joinViews(spec.base, property);
    }
    for (const name of view.required) if (this.#specs.has(name)) this.#spec(name).required = true;
    for (const branches of view.choices) this.#choose(branches);
    for (const condition of view.conditions) {
      const test = readTest(condition.if, (name) => (this.#specs.has(name) ? this.#idOf(name) : undefined));
      if (condition.met) this.#when(test, condition.met);
      if (condition.unmet) this.#when(test && negate(test), condition.unmet);
    }
    for (const [name, dependent] of view.dependents)
      if (this.#specs.has(name)) this.#when({ kind: 'given', id: this.#idOf(name) }, dependent);
  }

  /** What holds under a condition. One that no expression can say is left out of the form's rules: then the fields are there, and none is required. */
  #when(test: FormTest | undefined, view: SchemaView, group: object = {}): void {
    for (const [name, property] of view.properties) {
      const spec = this.#spec(name);
      if (test === undefined) spec.base ??= property;
      else spec.cases.push({ if: test, view: property, required: view.required.has(name), group });
    }
    if (test === undefined) return;
    for (const name of view.required)
      if (this.#specs.has(name) && !view.properties.has(name))
        this.#spec(name).cases.push({ if: test, view: undefined, required: true, group });
    for (const inner of view.conditions) {
      const condition = readTest(inner.if, (name) => (this.#specs.has(name) ? this.#idOf(name) : undefined));
      if (inner.met) this.#when(condition && { kind: 'all', tests: [test, condition] }, inner.met);
      if (inner.unmet) this.#when(condition && { kind: 'all', tests: [test, negate(condition)] }, inner.unmet);
    }
  }

  /** One of several shapes: told apart by a property, or else by a question that is not part of the value. */
  #choose(all: readonly SchemaView[]): void {
    const branches = all.filter((branch) => branch.properties.size > 0);
    if (branches.length === 0) return;
    if (branches.length === 1) return this.#when(undefined, branches[0]!);
    const tag = findTag(branches);
    const group = {};
    if (tag === undefined) return this.#ask(branches, group);
    const options = branches.map((branch, index) => ({ value: tag.values[index], title: branch.keywords['title'] }));
    const spec = this.#spec(tag.name);
    const own = branches[0]!.properties.get(tag.name)!;
    const { enum: _, const: __, title: ___, ...rest } = own.keywords;
    const asked: SchemaView = { ...own, keywords: { ...rest, enum: tag.values, 'x-options': options } };
    spec.base = spec.base === undefined ? asked : joinViews(asked, spec.base);
    spec.required = true;
    this.#tags.add(tag.name);
    for (const [index, branch] of branches.entries()) {
      const test: FormTest = { kind: 'compare', id: this.#idOf(tag.name), operator: '===', value: tag.values[index]! };
      this.#when(test, withoutProperty(branch, tag.name), group);
    }
  }

  #ask(branches: readonly SchemaView[], group: object): void {
    const name = this.#freeName('choice');
    const id = this.#form.newId([...this.#parent.id, '-', name]);
    const options = branches.map((branch, index) => ({ label: kindOfBranch(branch, index), value: index }));
    const view: SchemaView = { ...this.#parent.view, keywords: { title: 'One of these' } };
    const field: Field = { ...this.#parent, name, id, view, value: 0, required: true };
    this.#choosers.push({ ...selectOf(field, options, this.#form), ignore: true });
    for (const [index, branch] of branches.entries()) this.#when({ kind: 'compare', id, operator: '===', value: index }, branch, group);
  }

  #field(name: string, spec: Spec): FormItem[] {
    const { base, cases } = spec;
    const shapes = cases.filter((one) => one.view !== undefined);
    const isEither = shapes.every((one) => one.group === shapes[0]!.group);
    const required = (tests: typeof cases): FormTest | undefined => anyOf(tests.filter((one) => one.required).map((one) => one.if));
    if (base !== undefined && (shapes.length === 0 || !isEither)) {
      return this.#items(name, base, { required: spec.required, requiredIf: spec.required ? undefined : required(cases) });
    }
    const elsewhere = base && { kind: 'all' as const, tests: shapes.map((one) => negate(one.if)) };
    return [
      ...shapes.flatMap((one) =>
        this.#items(name, base === undefined ? one.view! : joinViews(one.view!, base), {
          required: spec.required || one.required,
          if: one.if,
        }),
      ),
      ...(elsewhere ? this.#items(name, base, { required: spec.required, if: elsewhere }) : []),
    ];
  }

  #items(name: string, view: SchemaView, more: Pick<Field, 'required' | 'requiredIf' | 'if'>): FormItem[] {
    const { path, secret, lists, value } = this.#parent;
    const given =
      value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    const field: Field = {
      name,
      view,
      id: this.#idOf(name),
      path: path === '' ? name : `${path}.${name}`,
      secret: secret || view.keywords['writeOnly'] === true || view.keywords['format'] === 'password',
      value: given ?? view.keywords['default'],
      lists,
      ...more,
    };
    const isFilled = field.value !== undefined && !this.#tags.has(name);
    return this.#form.itemsOf(isFilled ? { ...field, required: false, requiredIf: undefined } : field);
  }

  #spec(name: string): Spec {
    const spec = this.#specs.get(name) ?? { base: undefined, required: false, cases: [] };
    this.#specs.set(name, spec);
    return spec;
  }

  #idOf(name: string): FieldId {
    const id = this.#ids.get(name) ?? this.#form.newId([...this.#parent.id, '-', name]);
    this.#ids.set(name, id);
    return id;
  }

  #freeName(stem: string): string {
    for (let copy = 1; ; copy++)
      if (!this.#parent.view.properties.has(`${stem}_${copy}`) && !this.#ids.has(`${stem}_${copy}`)) return `${stem}_${copy}`;
  }
}

function anyOf(tests: readonly FormTest[]): FormTest | undefined {
  return tests.length === 0 ? undefined : { kind: 'any', tests };
}

function withoutProperty(view: SchemaView, name: string): SchemaView {
  return {
    ...view,
    properties: new Map([...view.properties].filter(([key]) => key !== name)),
    required: new Set([...view.required].filter((key) => key !== name)),
  };
}
