import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type CompilerOptions, Project, ts } from 'ts-morph';
import { packageRoot } from '../package-version.ts';

/** The plugin's modules as the compiler sees them, with those that its tsconfig leaves out: tests call actions too. */
export function openProject(folder: string, files: readonly string[]): Project {
  const tsConfigFilePath = join(folder, 'tsconfig.json');
  const own = existsSync(tsConfigFilePath);
  const project = new Project({ ...(own && { tsConfigFilePath }), compilerOptions: own ? OVERRIDES : { ...DEFAULTS, ...OVERRIDES } });
  if (!isInstalled(folder)) {
    const { paths = {} } = project.getCompilerOptions();
    project.compilerOptions.set({ paths: { ...paths, ...toolkitPaths() } });
  }
  project.addSourceFilesAtPaths([`${folder}/{src,test,tests}/**/*.{ts,mts,tsx,js,mjs}`, `!${folder}/**/node_modules/**`, ...files]);
  return project;
}

const OVERRIDES: CompilerOptions = { allowJs: true, noEmit: true, skipLibCheck: true };
const DEFAULTS: CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

function isInstalled(folder: string): boolean {
  try {
    return createRequire(join(folder, 'package.json')).resolve('actionsmith/package.json') !== '';
  } catch {
    return false;
  }
}

/** Where the plugin has no toolkit installed, this copy says what its classes are. */
function toolkitPaths(): Record<string, string[]> {
  const root = packageRoot();
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { types?: string } | string>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([path, target]) =>
      typeof target === 'string' || target.types === undefined ? [] : [[`actionsmith${path.slice(1)}`, [join(root, target.types)]]],
    ),
  );
}
