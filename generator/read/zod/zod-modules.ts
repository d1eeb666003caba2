import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ZodAnswer, ZodExport } from './child/zod-answer.ts';
import { askModules } from './ask-modules.ts';
import { bundleModule, type ModuleProblem } from './bundle-module.ts';
import { runModule, type RunLimits } from './run-module.ts';
import { ZodDocument } from './zod-document.ts';

/** `src/params.ts#TrainParams`: a module below the plugin, and the name that it exports. */
export interface ZodReference {
  readonly file: string;
  readonly name: string;
}

/** The parts of a reference to a module; undefined where the text is none. Without an export, the name is empty. */
export function parseZodReference(text: string): ZodReference | undefined {
  const [, file, name] = /^([^#]+\.[cm]?[jt]s)(?:#(.*))?$/s.exec(text) ?? [];
  return file === undefined || /^[a-z][a-z0-9+.-]+:/i.test(file) ? undefined : { file: file.replace(/^\.\//, ''), name: name ?? '' };
}

export type ZodOpened =
  | { readonly kind: 'missing' | 'outside' }
  | { readonly kind: 'problem'; readonly problem: ModuleProblem }
  | { readonly kind: 'failed'; readonly reason: string; readonly document: ZodDocument }
  | { readonly kind: 'answered'; readonly export: ZodExport; readonly document: ZodDocument };

/** The modules of a plugin whose exports are schemas. Each export is asked for once; the modules run in a process of their own. */
export class ZodModules {
  readonly #root: string;
  readonly #limits: RunLimits | undefined;
  readonly #opened = new Map<string, ZodOpened>();
  readonly #answers = new Map<string, ZodAnswer>();
  #expected: readonly ZodReference[] = [];
  readonly #inputs = new Set<string>();

  /** `root`: the plugin's folder, absolute and without links. */
  constructor(root: string, limits?: RunLimits) {
    this.#root = root;
    this.#limits = limits;
  }

  /** Says what will be opened, so that it can be asked for together. */
  expect(references: readonly ZodReference[]): void {
    this.#expected = references;
  }

  open(reference: ZodReference): ZodOpened {
    const key = JSON.stringify([reference.file, reference.name]);
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const opened = this.#read(reference);
    this.#opened.set(key, opened);
    return opened;
  }

  /** Every file that was read to answer, as an absolute path. */
  inputs(): string[] {
    return [...this.#inputs];
  }

  #read({ file, name }: ZodReference): ZodOpened {
    this.#askTogether();
    const path = join(this.#root, file);
    this.#inputs.add(path);
    const text = this.#textOf(file);
    if (typeof text !== 'string') return text;
    const uri = `${pathToFileURL(path).href}/${encodeURIComponent(name)}`;
    const answered = this.#answers.get(file) ?? this.#askAlone(file, name);
    if ('kind' in answered) {
      this.#inputs.add(join(this.#root, answered.file));
      return { kind: 'problem', problem: answered };
    }
    const found = 'exports' in answered ? answered.exports[name] : undefined;
    const value = found?.kind === 'schema' ? found.schema : undefined;
    const document = new ZodDocument({ file, uri, text, name, value });
    return found ? { kind: 'answered', export: found, document } : { kind: 'failed', reason: reasonOf(answered), document };
  }

  /** The source, or why it cannot be had. */
  #textOf(file: string): string | { readonly kind: 'missing' | 'outside' } {
    const path = join(this.#root, file);
    if (!path.startsWith(this.#root + sep)) return { kind: 'outside' };
    try {
      if (!realpathSync(path).startsWith(this.#root + sep)) return { kind: 'outside' };
      return readFileSync(path, 'utf8');
    } catch {
      return { kind: 'missing' };
    }
  }

  #askAlone(file: string, name: string): ModuleProblem | ReturnType<typeof runModule> {
    const bundled = bundleModule(this.#root, file, [name]);
    if ('kind' in bundled) return bundled;
    for (const input of bundled.inputs) this.#inputs.add(input);
    return runModule(bundled.code, this.#root, this.#limits);
  }

  #askTogether(): void {
    const modules = new Map<string, string[]>();
    for (const { file, name } of this.#expected)
      if (typeof this.#textOf(file) === 'string') modules.set(file, [...new Set([...(modules.get(file) ?? []), name])]);
    this.#expected = [];
    if ([...modules.values()].flat().length < 2) return;
    const { answers, inputs } = askModules(this.#root, modules, this.#limits);
    for (const input of inputs) this.#inputs.add(input);
    for (const [file, answer] of answers) this.#answers.set(file, answer);
  }
}

function reasonOf(answered: ZodAnswer | { readonly failure: string }): string {
  if ('failure' in answered) return answered.failure;
  return 'error' in answered ? `it throws: ${answered.error.message}` : 'it gave no answer';
}
