import { getTsconfig } from 'get-tsconfig';

export interface ImportEnding {
  readonly ending: '.js' | '.ts';
  /** Absolute paths of what was looked for to know it, found or not. */
  readonly inputs: readonly string[];
}

/** How relative imports end in the author's project: `.ts` where their tsconfig allows it and says so, else `.js`. */
export function readImportEnding(root: string): ImportEnding {
  const lookups = new Map<string, unknown>();
  const options = getTsconfig(root, 'tsconfig.json', lookups as Parameters<typeof getTsconfig>[2])?.config.compilerOptions;
  const ending = options?.allowImportingTsExtensions || options?.rewriteRelativeImportExtensions ? '.ts' : '.js';
  return { ending, inputs: [...new Set([...lookups.keys()].flatMap(pathOf))] };
}

/** Its cache is keyed by call: `readFileSync:/plugin/tsconfig.json:utf8`. */
function pathOf(lookup: string): string[] {
  const [, path] = /^(?:existsSync|readFileSync|statSync):(.*?)(?::utf-?8)?$/.exec(lookup) ?? [];
  return path === undefined ? [] : [path];
}
