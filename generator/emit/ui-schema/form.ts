import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import type { FormItem } from './form-item.ts';
import { type FieldId, type FormTest, printId, printTest, valueOf } from './form-test.ts';

/** What is known of the whole form while it is made. */
export class Form {
  /** Params that no input of FormKit can fill, and why: path → reason. */
  readonly omitted: Map<string, string> = new Map<string, string>();
  readonly #makeItems: (field: Field, form: Form) => FormItem[];
  readonly #asked = new Set<string>();
  readonly #ids = new Set<string>();
  #keys = 0;

  constructor(makeItems: (field: Field, form: Form) => FormItem[]) {
    this.#makeItems = makeItems;
  }

  /** The items for a field, wherever it stands. */
  itemsOf(field: Field): FormItem[] {
    return this.#makeItems(field, this);
  }

  /** A test as an expression; the fields that it asks keep their ids. */
  print(test: FormTest): string {
    this.#note(test);
    return printTest(test);
  }

  /** The value of a field as an expression; the field keeps its id. */
  valueOf(id: FieldId): string {
    this.#asked.add(printId(id));
    return valueOf(id);
  }

  /** Text that no other field has as its id. FormKit does not find ids with dots. */
  newId(id: FieldId): FieldId {
    const plain = id.map((part) => (typeof part === 'string' ? part.replaceAll(/[^\w-]/g, '-') : part));
    for (let copy = 1; ; copy++) {
      const candidate = copy === 1 ? plain : [...plain, `-${copy}`];
      const printed = printId(candidate);
      if (this.#ids.has(printed)) continue;
      this.#ids.add(printed);
      return candidate;
    }
  }

  /** Tells fields apart that come and go: Vue would else make one into the other, and its value would go to the wrong name. */
  newKey(): string {
    return `when-${++this.#keys}`;
  }

  /** The items without the ids that nothing asks for. */
  dropIds(items: readonly FormItem[]): FormItem[] {
    return items.map((item) => {
      const { id, children, ...rest } = item;
      const kept = id === undefined || this.#asked.has(id as string) ? item : rest;
      return typeof children === 'object'
        ? { ...kept, children: this.dropIds(children) }
        : { ...kept, ...(children !== undefined && { children }) };
    });
  }

  #note(test: FormTest): void {
    if ('tests' in test) test.tests.forEach((inner) => this.#note(inner));
    else this.#asked.add(printId(test.id));
  }
}

/** Where a field stands, and what is known of it from there. */
export interface Field {
  readonly name: string;
  readonly view: SchemaView;
  readonly id: FieldId;
  /** `optimizer.rate`, for people. */
  readonly path: string;
  /** True below a value that is a secret. */
  readonly secret: boolean;
  readonly required: boolean;
  /** When it is required though it is not always. */
  readonly requiredIf?: FormTest | undefined;
  readonly if?: FormTest | undefined;
  /** What the values around it give it when nobody fills it. */
  readonly value?: unknown;
  /** Options for an item that stands for each of a list's values. */
  readonly each?: Readonly<Record<string, unknown>> | undefined;
  /** How many lists are around it. */
  readonly lists: number;
}
