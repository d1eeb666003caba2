import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Project, ts } from 'ts-morph';

/** The plugin's modules as the compiler sees them, with those that its tsconfig leaves out: tests call actions too. */
export function openProject(folder: string, files: readonly string[]): Project {
  const tsConfigFilePath = join(folder, 'tsconfig.json');
  const project = existsSync(tsConfigFilePath)
    ? new Project({ tsConfigFilePath, compilerOptions: { allowJs: true, noEmit: true } })
    : new Project({
        compilerOptions: {
          allowJs: true,
          strict: true,
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.NodeNext,
          moduleResolution: ts.ModuleResolutionKind.NodeNext,
        },
      });
  project.addSourceFilesAtPaths([`${folder}/{src,test,tests}/**/*.{ts,mts,tsx,js,mjs}`, `!${folder}/**/node_modules/**`, ...files]);
  return project;
}
