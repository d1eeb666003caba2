import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly lazy: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const found = text.matchAll(/(?:(?:^|\n)(?:import|export)\b[^;'"()]*?(?:from\s+)?|(import)\(\s*)['"](\.[^'"]+)['"]/g);
  return [...found].map(([, lazy, specifier]) => ({
    from,
    to: relative(root, normalize(join(root, dirname(from), specifier!))),
    lazy: lazy !== undefined,
  }));
}

const imports = [...sources('generator'), ...sources('runtime')].flatMap(importsOf);
const inFolder = (path: string, folder: string) => path.startsWith(`${folder}/`);
const STAGES = ['read', 'check', 'model', 'plan', 'emit', 'reconcile'] as const;
const rank = (path: string) => STAGES.findIndex((stage) => inFolder(path, `generator/${stage}`));
const isSchemaBundle = ({ from, to }: Import) => inFolder(from, 'generator/check') && /^generator\/model\/(schema|rules)\//.test(to);
const isOfTypes = ({ from, to }: Import) =>
  new RegExp(`import type [^;]*${to.split('/').at(-1)}`).test(readFileSync(join(root, from), 'utf8'));
const show = ({ from, to }: Import) => `${from} imports ${to}`;

test('the generator imports only the leaves of the runtime; its command line loads more of it lazily', () => {
  const leaves = /^runtime\/(errors(\.ts|\/)|validation\/|data-types\/|process\/lost-output)/;
  const wrong = imports.filter(
    ({ from, to, lazy }) =>
      inFolder(from, 'generator') && inFolder(to, 'runtime') && !leaves.test(to) && !(lazy && inFolder(from, 'generator/cli')),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('the runtime never imports the generator, but for discovery and commands, lazily', () => {
  const wrong = imports.filter(
    ({ from, to, lazy }) => inFolder(from, 'runtime') && inFolder(to, 'generator') && !(lazy && /^runtime\/(discovery|cli)\//.test(from)),
  );
  expect(wrong.filter((item) => !isOfTypes(item)).map(show)).toEqual([]);
});

/** A stage may know the stages before it; the schema bundle, and the rules over it, are what the check is built on. */
test('a stage of the generator imports no later stage', () => {
  const wrong = imports.filter((item) => rank(item.from) >= 0 && rank(item.to) > rank(item.from) && !isSchemaBundle(item));
  expect(wrong.map(show)).toEqual([]);
});

test('diagnostics is a leaf of the generator', () => {
  const wrong = imports.filter(
    ({ from, to }) => inFolder(from, 'generator/diagnostics') && inFolder(to, 'generator') && !inFolder(to, 'generator/diagnostics'),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('steps know no executor, executors know ray, and ray knows only leaves', () => {
  const forbidden: [string, RegExp][] = [
    ['runtime/steps', /^runtime\/(executors|ray|discovery|cli)\//],
    ['runtime/validation', /^runtime\/(?!validation\/|errors|codegen\/compiled\/)/],
    ['runtime/logging', /^runtime\/(executors|ray|discovery|cli|action|steps)\//],
    ['runtime/redaction', /^runtime\/(?!redaction\/|errors|logging\/|validation\/)/],
    ['runtime/ray', /^runtime\/(executors|cli)\//],
  ];
  const wrong = imports.filter(({ from, to }) => forbidden.some(([folder, pattern]) => inFolder(from, folder) && pattern.test(to)));
  expect(wrong.map(show)).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  const long = [...sources('generator'), ...sources('runtime')].filter(
    (path) => readFileSync(join(root, path), 'utf8').split('\n').length > 301,
  );
  expect(long).toEqual([]);
});
