import { transformSync } from 'esbuild';

/**
 * The exports of printed code, without the way over files and imports: for thousands of modules, which would never leave memory. `modules` are what
 * it may import, by specifier.
 */
export function evaluateCode(code: string, modules: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const module = { exports: {} };
  const text = transformSync(code, { loader: 'ts', format: 'cjs' }).code;
  const load = (specifier: string): unknown => {
    if (!Object.hasOwn(modules, specifier)) throw new Error(`printed code imports ${specifier}`);
    return { ...(modules[specifier] as object) }; // the test runner's own getters give undefined where the stack ends
  };
  // oxlint-disable-next-line no-new-func -- the code is ours
  new Function('module', 'require', text)(module, load);
  return module.exports;
}
