import type { PlannedHook } from '../../plan/planned-file.ts';
import { docComment, identifier, literal } from '../code.ts';
import type { EmitContext } from '../emit-context.ts';
import { moduleSpecifier } from '../module-specifier.ts';

/** The author's file of hooks. Written once. */
export function emitHooksScaffold(path: string, hooks: readonly PlannedHook[], { out, ending }: EmitContext): string {
  const file = path.replace(/\.ts$/, '');
  const folderOf = new Map(hooks.flatMap((hook) => hook.of.map(({ action, typeName }) => [typeName, action.folder])));
  const imports = [...folderOf].map(([typeName, folder]) => {
    return `import type { ${identifier(typeName)} } from ${moduleSpecifier(file, `${out}/${folder}/types`, ending)};`;
  });
  return [`import { type HookResult, unfilled } from 'actionsmith';`, ...imports, '', ...hooks.map(printStub)].join('\n');
}

function printStub({ exportName, of }: PlannedHook): string {
  const types = [...new Set(of.map(({ typeName }) => typeName))].map(identifier).join(' | ');
  return [
    docComment([
      "Looks at a value that fits its schema, defaults filled in. Gives what is wrong: [{ path: ['field'], message: 'must …' }]; or nothing. May be async.",
    ]),
    `export function ${identifier(exportName)}(_value: ${types}): HookResult {`,
    `  return unfilled(${literal(`${exportName}()`)});`,
    '}',
    '',
  ].join('\n');
}
