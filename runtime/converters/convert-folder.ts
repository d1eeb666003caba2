import { resolve } from 'node:path';
import { pMapIterable } from 'p-map';
import { ItemAudit } from './audit.ts';
import { AuditLog } from './audit-log.ts';
import type { ConversionProgress, ConversionReport, ConvertFolderOptions } from './conversion.ts';
import type { ConverterOptions } from './converter.ts';
import type { DatasetSchema, ItemRef } from './dataset-item.ts';
import type { DatasetReader, DeclaredSchema } from './folder/dataset-reader.ts';
import type { DatasetWriter } from './folder/dataset-writer.ts';
import { NewFolder } from './folder/new-folder.ts';
import { openSource } from './folder/open-source.ts';
import { TakenNames } from './folder/taken-names.ts';
import { type DatasetFormat, isDm, type SourceFormat } from './formats.ts';
import { keepClasses, mapClass, mapClasses } from './map-classes.ts';
import { openReader, openWriter } from './open-dataset.ts';
import { schemaOf, Survey } from './survey.ts';
import { mapDeclared } from './map-declared.ts';

export interface FolderConversion extends ConverterOptions, ConvertFolderOptions {
  readonly source: SourceFormat;
  readonly target: DatasetFormat;
  readonly from: string;
  readonly to: string;
}

/** Reads, looks for what items have in common, and writes beside the place that the whole then takes. Cleans up however it ends. */
export async function* convertFolder(options: FolderConversion): AsyncGenerator<ConversionProgress, ConversionReport> {
  options.signal?.throwIfAborted();
  const folder = await NewFolder.open(options.to, options.from, options.overwrite === true);
  // not `await using`: what it is compiled to would be in the first module of every job
  try {
    const dataset = await openSource(options.from, options.signal);
    try {
      return yield* convertInto(folder, dataset.root, options);
    } finally {
      await dataset[Symbol.asyncDispose]();
    }
  } finally {
    await folder[Symbol.asyncDispose]();
  }
}

async function* convertInto(
  folder: NewFolder,
  from: string,
  options: FolderConversion,
): AsyncGenerator<ConversionProgress, ConversionReport> {
  const { source, target, signal } = options;
  const reader = await openReader(from, source, options);
  try {
    const schema = targetSchema(reader.declared ?? (yield* survey(reader, options)), options);
    const writer = openWriter(folder.path, target, schema);
    const log = new AuditLog(folder.path);
    try {
      for (const note of reader.notes) await log.add(note);
      yield* convertItems(reader, writer, schema, log, options);
      await writer.finish();
    } finally {
      await writer.close();
      await log.close();
    }
    signal?.throwIfAborted();
    await folder.place();
    const at = (name: string | undefined): string | undefined => (name === undefined ? undefined : resolve(options.to, name));
    return {
      source,
      target,
      folder: resolve(options.to),
      config: at(writer.config),
      classes: schema.classes,
      ...log.summary(),
      auditFile: at(log.file),
    };
  } finally {
    await reader.close();
  }
}

async function* survey(
  reader: DatasetReader,
  { classMap = {}, ...options }: FolderConversion,
): AsyncGenerator<ConversionProgress, DeclaredSchema> {
  const found = new Survey();
  for await (const { ref, result, done } of inOrder(reader.refs, loadWithoutImage, options)) {
    if (result !== undefined) found.add(mapClasses(result.media, classMap), mapDeclared(result.declared, classMap));
    yield { phase: 'survey', done, total: reader.refs.length, file: ref.file, audit: [] };
  }
  return found.result();
}

function loadWithoutImage(ref: ItemRef): ReturnType<ItemRef['load']> {
  return ref.load(new ItemAudit(ref.file), false);
}

async function* convertItems(
  reader: DatasetReader,
  writer: DatasetWriter,
  schema: DatasetSchema,
  log: AuditLog,
  options: FolderConversion,
): AsyncGenerator<ConversionProgress, void> {
  const { classMap = {}, classes, target } = options;
  const names = new TakenNames(writer.sharesNames);
  const total = reader.refs.length;
  const convert = async (
    ref: ItemRef,
  ): Promise<{ readonly audit: ItemAudit; readonly append: (() => Promise<void> | void) | undefined }> => {
    const audit = new ItemAudit(ref.file);
    const name = names.take(ref, audit); // before anything is awaited, so that names do not depend on what is faster
    const loaded = await ref.load(audit, true);
    if (loaded === undefined) return { audit, append: undefined };
    const mapped = mapClasses(loaded.media, classMap);
    const media = isDm(target) && classes !== undefined ? keepClasses(mapped, schema.classes, audit) : mapped;
    return { audit, append: await writer.write({ name, split: ref.split, media, image: loaded.image }, audit) };
  };
  yield { phase: 'convert', done: 0, total, file: '', audit: reader.notes };
  for await (const { ref, result, done } of inOrder(reader.refs, convert, options)) {
    const { audit, append } = result;
    await append?.();
    await log.addItem(audit, append !== undefined, ref.split);
    yield { phase: 'convert', done, total, file: ref.file, audit: audit.entries };
  }
}

/** Several items at once, their results in order; what has begun is waited for, however this ends. */
async function* inOrder<Result>(
  refs: readonly ItemRef[],
  work: (ref: ItemRef) => Promise<Result>,
  { signal, concurrency = 8 }: ConvertFolderOptions,
): AsyncGenerator<{ readonly ref: ItemRef; readonly result: Result; readonly done: number }> {
  const begun = new Set<Promise<unknown>>();
  const start = async (ref: ItemRef): Promise<{ readonly ref: ItemRef; readonly result: Result }> => {
    signal?.throwIfAborted();
    const running = work(ref);
    begun.add(running);
    try {
      return { ref, result: await running };
    } finally {
      begun.delete(running);
    }
  };
  let done = 0;
  try {
    for await (const each of pMapIterable(refs, start, { concurrency, backpressure: concurrency * 4 })) yield { ...each, done: ++done };
  } finally {
    await Promise.allSettled(begun);
  }
}

function targetSchema(declared: DeclaredSchema, options: FolderConversion): DatasetSchema {
  const { classMap = {} } = options;
  const keypoints = new Map([...declared.keypoints].map(([name, names]) => [mapClass(name, classMap), names]));
  return schemaOf({ ...declared, classes: [...new Set(declared.classes.map((name) => mapClass(name, classMap)))], keypoints }, options);
}
