import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Project, SourceFile } from 'ts-morph';
import { ActionsmithError } from '../../runtime/errors.ts';
import { type KeptStep, listFunctions, listKept, type MigratedStep, migrateRound, type RoundOptions } from './migrate-round.ts';
import type { FileChange, Migration, Place } from './migration.ts';
import { countErrors, findNewErrors, type KnownErrors } from './new-errors.ts';
import { openProject } from './open-project.ts';
import { listEntrypoints, type RenamedExport, rewriteConfig } from './rewrite-config.ts';

/**
 * Every action of a plugin that is a function of `defineAction`, as a class: the module itself, what calls it elsewhere, and config.yaml. Nothing is
 * written. Without `files`, all modules of the plugin; with them, only the actions in those. What would not compile any more stays a function.
 * Guide: Migration Guide.
 */
export function migrateFunctions(folder: string, files: readonly string[] = []): Migration {
  const root = resolve(folder);
  const wanted = files.map((file) => resolve(file));
  if (wanted.length === 0 && !existsSync(join(root, 'config.yaml')))
    throw new ActionsmithError(`${root} is no plugin: it has no config.yaml. Name the plugin's folder, or the files to migrate`, {
      code: 'PLUGIN_NOT_FOUND',
    });
  for (const file of wanted) if (!existsSync(file)) throw new ActionsmithError(`there is no file ${file}`, { code: 'FILE_MISSING' });
  const skip = new Map<string, string>();
  let round = openRound(root, wanted, skip);
  const now = listFunctions(round.options);
  if (now.every(({ reason }) => reason !== '')) return describeRound(round, [], now);
  const known = countErrors(round.options.project);
  for (;;) {
    const steps = migrateRound(round.options);
    const hindrances = findHindrances(round, steps, known);
    if (hindrances.length === 0) return describeRound(round, steps, now);
    for (const [key, reason] of hindrances) skip.set(key, reason);
    round = openRound(root, wanted, skip);
  }
}

interface Round {
  readonly root: string;
  readonly options: RoundOptions;
  readonly before: ReadonlyMap<string, string>;
}

/** The plugin as it is on the disk. */
function openRound(root: string, wanted: readonly string[], skip: ReadonlyMap<string, string>): Round {
  const project = openProject(root, wanted);
  const entrypoints = listEntrypoints(readConfig(root) ?? '');
  const options: RoundOptions = {
    project,
    skip,
    isOurs: (file) => (wanted.length > 0 ? wanted.includes(file.getFilePath()) : isOfPlugin(file, root)),
    isConfigured: (file, name) => entrypoints.some((entry) => entry.file === moduleOf(file, root) && entry.name === name),
  };
  return { root, options, before: new Map(project.getSourceFiles().map((file) => [file.getFilePath(), file.getFullText()])) };
}

/** What the compiler does not take as a class: something uses the function in a way that no class can be used. */
function findHindrances({ root, options }: Round, steps: readonly MigratedStep[], known: KnownErrors): [string, string][] {
  return findNewErrors(options.project, known, root).flatMap(({ text, names }) => {
    const named = steps.filter(({ plan }) => names.has(plan.name) || names.has(plan.className));
    return (named.length > 0 ? named : steps).map(({ key }): [string, string] => [key, `as a class it would not compile: ${text}`]);
  });
}

function describeRound({ root, options, before }: Round, steps: readonly MigratedStep[], now: readonly KeptStep[]): Migration {
  const renamed = steps
    .filter(({ plan }) => !plan.isDefault)
    .map(({ file, plan }): RenamedExport => ({ file: moduleOf(file, root), from: plan.name, to: plan.className }));
  const changes = [...describeChanges(options.project, before), ...describeConfig(root, renamed)];
  return {
    migrated: steps.map(({ file, plan }) => ({ file, name: plan.name, className: plan.className })),
    kept: listKept(options).map((step) => ({ ...step, placeNow: findPlaceNow(step, now) })),
    changes: changes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function describeChanges(project: Project, before: Round['before']): FileChange[] {
  return project.getSourceFiles().flatMap((file) => {
    const path: string = file.getFilePath();
    const [old, text] = [before.get(path), file.getFullText()];
    return old === undefined || old === text ? [] : [{ path, before: old, after: text }];
  });
}

function describeConfig(root: string, renamed: readonly RenamedExport[]): FileChange[] {
  const before = readConfig(root);
  const after = before === undefined ? undefined : rewriteConfig(before, renamed);
  return before === undefined || after === undefined || after === before ? [] : [{ path: join(root, 'config.yaml'), before, after }];
}

/** Lines move with what is migrated above them. */
function findPlaceNow({ name, reason, place }: KeptStep, now: readonly KeptStep[]): Place {
  const same = now.filter((step) => step.place.file === place.file && step.name === name);
  return (same.find((step) => step.reason === reason) ?? same[0])?.place ?? place;
}

function readConfig(root: string): string | undefined {
  const path = join(root, 'config.yaml');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function isOfPlugin(file: SourceFile, root: string): boolean {
  const path = relative(root, file.getFilePath());
  return !path.startsWith('..') && !/(^|[\\/])(node_modules|generated|dist)[\\/]/.test(path);
}

function moduleOf(file: string, root: string): string {
  const path = relative(root, file).split(sep).join('/');
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
