import { suggest } from '../validation/suggest.ts';
import { quoteForShell } from './quote-for-shell.ts';
import { listParams, type Param, type ParamSchema } from './param-schema.ts';

/** What stands before a param's name where the flag must mean the param, whatever options the command has: `--param.json`. */
const DOT = 'param.';

/**
 * How the params of an action are typed as flags. A param is `--learning-rate` or `--learning_rate`, and always `--param.learning_rate` too:
 * the only form for a param that is called like an option of the command itself (`own`, without dashes), or whose name is no plain word.
 */
export class ParamFlags {
  readonly params: readonly Param[];
  readonly #own: readonly string[];
  readonly #byName: ReadonlyMap<string, Param>;

  constructor(schema: ParamSchema, own: readonly string[] = []) {
    this.params = listParams(schema);
    this.#own = own;
    const kebab = this.params.map((param): [string, Param] => [toKebab(param.name), param]);
    const exact = this.params.map((param): [string, Param] => [param.name, param]);
    this.#byName = new Map([...kebab, ...exact]); // `a-b` is the param of this name, where there is an `a_b` too
  }

  /** The param that a flag means, given without its dashes. */
  find(flag: string): Param | undefined {
    return (flag.startsWith(DOT) ? this.#byName.get(flag.slice(DOT.length)) : undefined) ?? this.#byName.get(flag);
  }

  /** True for a param that its own name as a flag does not reach, because the command or the shell means something else by it. */
  isHidden({ name }: Param): boolean {
    return this.#own.includes(toKebab(name)) || name.startsWith(DOT) || !isPlain(name);
  }

  /** The flag as a shell takes it: `--learning-rate`, `--param.json`, `--param."weird name"`; or `--params '{"a=b": …}'` where no flag can say it. */
  show(param: Param): string {
    const { name } = param;
    if (this.isHidden(param)) return showDotted(name);
    return `--${this.#byName.get(toKebab(name)) === param ? toKebab(name) : name}`;
  }

  /** What may have been meant by a flag that does not exist. */
  explainUnknown(flag: string): string {
    const dotted = flag.startsWith(DOT);
    const own = dotted ? [] : this.#own;
    const near = suggest(toKebab(dotted ? flag.slice(DOT.length) : flag), [...this.params.map(({ name }) => toKebab(name)), ...own]);
    if (near === undefined)
      return `there is no option --${flag}; the params are ${this.params.map((param) => this.show(param)).join(', ') || 'none'}`;
    const param = own.includes(near) ? undefined : this.#byName.get(near);
    return `there is no option --${flag}; did you mean ${param === undefined ? `--${near}` : this.show(param)}?`;
  }
}

/** `learning_rate` → `learning-rate` */
function toKebab(name: string): string {
  return name.replaceAll('_', '-');
}

/** Nothing that a shell, or the reading of flags, takes for something else. */
function isPlain(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u.test(name);
}

function showDotted(name: string): string {
  if (isPlain(name)) return `--${DOT}${name}`;
  const json = `{${JSON.stringify(name)}: …}`;
  if (name === '' || /[=\p{Cc}]/u.test(name)) return `--params ${quoteForShell(json)}`;
  return `--${DOT}${/["$`\\!]/.test(name) ? quoteForShell(name) : `"${name}"`}`;
}
