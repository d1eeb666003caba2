import type { Code } from './code.ts';

/**
 * What a template may print: text only as `Code`, which only the two helpers, an identifier and the type printer make.
 * A plain string does not compile here, and at run time the template engine would escape it into something that does not parse.
 */
export interface View {
  readonly [name: string]: Code | boolean | View | readonly View[] | undefined;
}

/** Fills a compiled template. */
export function render(template: (view: View) => string, view: View): string {
  return template(view);
}
