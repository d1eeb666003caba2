import type { JsonSchema } from '../../json-schema.ts';
import type { ModuleScope } from './module-scope.ts';
import type { Sink } from './sink.ts';
import type { ValueCode } from './value-code.ts';

/** A value that schemas are applied to, what becomes of their errors, and the variable that notes what was evaluated, where that is asked. */
export interface Frame {
  readonly value: ValueCode;
  readonly sink: Sink;
  readonly seen: string | undefined;
}

export type PrintSchema = (code: FunctionCode, schema: JsonSchema, frame: Frame) => void;

/** One function that is being printed. */
export class FunctionCode {
  readonly scope: ModuleScope;
  readonly printSchema: PrintSchema;
  #lines: string[] = [];
  #count = 0;

  constructor(scope: ModuleScope, printSchema: PrintSchema) {
    this.scope = scope;
    this.printSchema = printSchema;
  }

  /** A name that nothing else in the function has. */
  name(stem: string): string {
    return `${stem}${++this.#count}`;
  }

  put(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line);
  }

  /** What `print` puts, apart from the rest. */
  aside(print: () => void): string[] {
    const around = this.#lines;
    this.#lines = [];
    print();
    const lines = this.#lines;
    this.#lines = around;
    return lines;
  }

  /** What `print` puts between `head` and its end; nothing where that is nothing. */
  block(head: string, print: () => void): void {
    const body = this.aside(print);
    if (body.length > 0) this.put(head, ...body, '}');
  }

  fail({ value, sink }: Frame, keyword: string, params = '{}'): void {
    this.put(...sink.fail(value, keyword, params));
  }

  failIf(condition: string, frame: Frame, keyword: string, params = '{}'): void {
    this.block(`if (${condition}) {`, () => this.fail(frame, keyword, params));
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
