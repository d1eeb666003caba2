import { type CallExpression, Node, type Project, type SourceFile } from 'ts-morph';
import { findCalls } from './find-functions.ts';
import { CannotMigrate, type Place } from './migration.ts';
import { planClass, type PlannedClass } from './plan-class.ts';
import { rewriteImports } from './rewrite-imports.ts';
import { applyEdits } from './text-edit.ts';

export interface RoundOptions {
  readonly project: Project;
  /** Whether actions of a file are to be migrated. */
  readonly isOurs: (file: SourceFile) => boolean;
  /** Whether config.yaml names an export of a file. */
  readonly isConfigured: (file: string, name: string) => boolean;
  /** By `keyOf`: what is left as it is, and why. */
  readonly skip: ReadonlyMap<string, string>;
}

export interface MigratedStep {
  readonly key: string;
  readonly file: string;
  readonly plan: PlannedClass;
}

export interface KeptStep {
  readonly name: string;
  readonly reason: string;
  readonly place: Place;
}

/** Changes the project. What is left for another pass is found again in the text that this one has made. */
export function migrateRound(options: RoundOptions): MigratedStep[] {
  const steps: MigratedStep[] = [];
  for (let pass = migratePass(options); pass.length > 0; pass = migratePass(options)) steps.push(...pass);
  return steps;
}

/** What is left, with the reason, where it stands now. */
export function listKept(options: RoundOptions): KeptStep[] {
  return listFunctions(options).filter(({ reason }) => reason !== '');
}

/** Every function, with the reason why it stays one; empty where it need not. */
export function listFunctions(options: RoundOptions): KeptStep[] {
  return callsOf(options).map((call) => {
    const plan = tryPlan(call, options);
    const name = callName(call);
    const skipped = options.skip.get(keyOf(call));
    if (skipped === undefined && plan instanceof CannotMigrate) return { name, reason: plan.message, place: plan.place };
    const file = call.getSourceFile();
    const { line, column } = file.getLineAndColumnAtPos(call.getStart());
    return { name, reason: skipped ?? '', place: { file: file.getFilePath(), line, column } };
  });
}

/** As many actions as do not get into each other's way: one that calls another has to wait until that one is a class. */
function migratePass(options: RoundOptions): MigratedStep[] {
  const steps: MigratedStep[] = [];
  for (const call of callsOf(options)) {
    const key = keyOf(call);
    const plan = options.skip.has(key) ? undefined : tryPlan(call, options);
    if (plan === undefined || plan instanceof CannotMigrate) continue;
    const step = { key, file: call.getSourceFile().getFilePath(), plan };
    if (steps.every((other) => isApart(step, other))) steps.push(step);
  }
  const edits = steps.flatMap(({ plan }) => plan.edits);
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    let text = applyEdits(file.getFullText(), own);
    let changed = replaceText(file, text);
    const classes = steps.filter((step) => step.file === file.getFilePath());
    if (classes.length === 0) continue;
    const [values, types] = [classes.flatMap(({ plan }) => plan.values), classes.flatMap(({ plan }) => plan.types)];
    text = applyEdits(text, rewriteImports(changed, [...new Set(values)], [...new Set(types)]));
    changed = replaceText(changed, text);
  }
  return steps;
}

/** As a new file: `replaceWithText` would make its line breaks those of the project. */
function replaceText(file: SourceFile, text: string): SourceFile {
  return file.getProject().createSourceFile(file.getFilePath(), text, { overwrite: true });
}

function isApart(step: MigratedStep, other: MigratedStep): boolean {
  if (step.file === other.file && step.plan.className === other.plan.className) return false;
  return step.plan.edits.every((edit) =>
    other.plan.edits.every((taken) => edit.file !== taken.file || edit.end <= taken.start || edit.start >= taken.end),
  );
}

function callsOf({ project, isOurs }: RoundOptions): CallExpression[] {
  return project.getSourceFiles().filter(isOurs).flatMap(findCalls);
}

function tryPlan(call: CallExpression, { isConfigured }: RoundOptions): PlannedClass | CannotMigrate {
  try {
    return planClass(call, (name) => isConfigured(call.getSourceFile().getFilePath(), name));
  } catch (error) {
    if (error instanceof CannotMigrate) return error;
    throw error;
  }
}

function keyOf(call: CallExpression): string {
  return `${call.getSourceFile().getFilePath()}#${callName(call)}`;
}

function callName(call: CallExpression): string {
  const parent = call.getParent();
  if (Node.isVariableDeclaration(parent)) return parent.getName();
  return Node.isExportAssignment(parent) ? 'the default export' : 'the function';
}
