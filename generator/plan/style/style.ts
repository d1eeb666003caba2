/** How a formatter prints: the options that prettier and oxfmt share, by the names of both. */
export type Style = Readonly<Record<string, unknown>> & { readonly printWidth: number };

/** What the tools do where nobody says otherwise; they differ in nothing else. */
export const PRETTIER: Style = { printWidth: 80 };
export const OXFMT: Style = { printWidth: 100 };

/** Where neither tool has a configuration, either may come along. */
export const ANY_STYLE: readonly Style[] = [PRETTIER, OXFMT];

const WIDEST = 320; // oxfmt takes no more

/** What one level of JSON is indented by; of several styles, the one that is printed. */
export function indentUnit(styles: readonly Style[]): string {
  const [style = PRETTIER] = styles.toSorted((a, b) => a.printWidth - b.printWidth);
  return style['useTabs'] === true ? '\t' : ' '.repeat(typeof style['tabWidth'] === 'number' ? style['tabWidth'] : 2);
}

/** The options of a style among those of a configuration; others say which files there are, or how they end. */
export function pickStyle(options: Readonly<Record<string, unknown>>): Partial<Style> {
  const picked = Object.entries(options).filter(([name, value]) => !NO_STYLE.has(name) && value !== undefined);
  return Object.fromEntries(picked.map(([name, value]) => [name, name === 'printWidth' ? limitWidth(value) : value]));
}

/** Ends of lines are the checkout's: files of ours are compared without them. */
const NO_STYLE: ReadonlySet<string> = new Set([
  '$schema',
  'overrides',
  'plugins',
  'ignorePatterns',
  'parser',
  'filepath',
  'requirePragma',
  'insertPragma',
  'checkIgnorePragma',
  'endOfLine',
  'insertFinalNewline',
]);

function limitWidth(value: unknown): unknown {
  return typeof value === 'number' ? Math.max(1, Math.min(WIDEST, value)) : value;
}
