import { getTsconfig } from 'get-tsconfig';

/** How relative imports end in the author's project: `.ts` where their tsconfig allows it and says so, else `.js`. */
export function readImportEnding(root: string): '.js' | '.ts' {
  const options = getTsconfig(root)?.config.compilerOptions;
  return options?.allowImportingTsExtensions || options?.rewriteRelativeImportExtensions ? '.ts' : '.js';
}
