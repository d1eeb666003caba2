import { BaseAction, defineAction, YOLODataset } from 'actionsmith';
import { ActionPipeline, type PipelineParams, type PipelineResult } from 'actionsmith/pipelines';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

const downloadParams = z.object({ dataset: z.int().min(1) });
const downloaded = z.object({ path: z.string(), count: z.int(), note: z.string().optional() });
const processParams = z.strictObject({ path: z.string(), format: z.enum(['yolo', 'coco']).default('yolo') });
const processed = z.object({ files: z.array(z.string()) });
const uploadParams = z.object({ files: z.array(z.string()), bucket: z.string() });

class Download extends BaseAction<z.infer<typeof downloadParams>, z.infer<typeof downloaded>> {
  static override readonly actionName = 'download';
  static override readonly paramsModel = downloadParams;
  static override readonly resultModel = downloaded;
}
class Process extends BaseAction<z.infer<typeof processParams>, z.infer<typeof processed>> {
  static override readonly actionName = 'process';
  static override readonly paramsModel = processParams;
  static override readonly resultModel = processed;
}
class Upload extends BaseAction<z.infer<typeof uploadParams>, { uploaded: number }> {
  static override readonly actionName = 'upload';
  static override readonly paramsModel = uploadParams;
}
class CountsFiles extends BaseAction<{ files: number }, number> {
  static override readonly actionName = 'counts';
  static override readonly paramsModel = z.object({ files: z.number() });
}

const refused = async (check: Promise<unknown>): Promise<unknown> =>
  check.then(
    () => 'was taken',
    (error: { code: string; message: string }) => [error.code, error.message],
  );

test('a pipeline takes what its first action needs, and what nobody before a later one gives', () => {
  type Actions = [typeof Download, typeof Process, typeof Upload];
  expectTypeOf<PipelineParams<Actions>>().toEqualTypeOf<{ dataset: number; format?: 'yolo' | 'coco' | undefined; bucket: string }>();
  expectTypeOf<PipelineResult<Actions>>().toEqualTypeOf<{ uploaded: number }>();
  const pipeline = new ActionPipeline([Download, Process, Upload]);
  expect([pipeline.name, pipeline.length]).toEqual(['download | process | upload', 3]);
});

test('an action that takes a field as another type than it is given does not compile', () => {
  // @ts-expect-error `files` are texts, and CountsFiles takes a number
  expect(new ActionPipeline([Process, CountsFiles]).length).toBe(2);
});

test('an action that stands there twice has a name of its own each time', () => {
  expect(new ActionPipeline([Process, Process]).stages.map(({ name }) => name)).toEqual(['process', 'process_2']);
});

test('a pipeline without actions is refused', () => {
  expect(() => new ActionPipeline([])).toThrow('a pipeline has at least one action');
});

test('what fits is described, with the fields that each action takes', async () => {
  const described = await new ActionPipeline([Download, Process, Upload]).check({ dataset: 1, bucket: 'b' });
  expect(described.map(({ name, accepts }) => [name, accepts])).toEqual([
    ['download', undefined],
    ['process', ['path', 'format']],
    ['upload', undefined],
  ]);
});

test('a field that nobody gives is refused with both places', async () => {
  const pipeline = new ActionPipeline([Download, Process, Upload]);
  expect(await refused(pipeline.check({ dataset: 1 } as never))).toEqual([
    'PIPELINE_INCOMPATIBLE',
    "the pipeline cannot run: upload needs params.bucket (bucket in the params of Upload), and neither the pipeline's params nor the result of download (result of Download) or process (result of Process) holds it",
  ]);
});

test('a field of another type is refused with both places', async () => {
  const pipeline = new ActionPipeline([Process, CountsFiles] as never);
  expect(await refused(pipeline.check({ path: 'data' } as never))).toEqual([
    'PIPELINE_INCOMPATIBLE',
    'the pipeline cannot run: counts needs params.files (files in the params of CountsFiles), number, and process gives array (files in the result of Process)',
  ]);
});

test('a field that an action gives only sometimes is refused where it is needed', async () => {
  class NeedsNote extends BaseAction<{ note: string }, null> {
    static override readonly actionName = 'needs_note';
    static override readonly paramsModel = z.object({ note: z.string() });
  }
  const pipeline = new ActionPipeline([Download, NeedsNote]);
  expect(await refused(pipeline.check({ dataset: 1 } as never))).toEqual([
    'PIPELINE_INCOMPATIBLE',
    'the pipeline cannot run: needs_note needs params.note (note in the params of NeedsNote), and download does not always give it (note in the result of Download)',
  ]);
  await expect(pipeline.check({ dataset: 1, note: 'given by the caller' })).resolves.toHaveLength(2);
});

test('a value that the caller gives is held against the action that takes it, whichever that is', async () => {
  const pipeline = new ActionPipeline([Download, Process]);
  expect(await refused(pipeline.check({ dataset: 1, format: 'voc' as 'yolo' }))).toEqual([
    'PIPELINE_INCOMPATIBLE',
    'the pipeline cannot run: process needs params.format (format in the params of Process), one of "yolo", "coco", and the caller gives "voc" (params.format)',
  ]);
  expect(await refused(pipeline.check({ dataset: 0 }))).toEqual(['PARAMS_INVALID', expect.stringContaining('params.dataset')]);
});

test('another kind of data than is needed is refused at once; one that an earlier action gave is there', () => {
  class MakesCoco extends BaseAction {
    static override readonly actionName = 'convert';
    static override readonly outputType = 'coco_dataset';
  }
  class MakesWeights extends BaseAction {
    static override readonly actionName = 'train';
    static override readonly inputType = 'dataset';
    static override readonly outputType = 'model_weights';
  }
  class NeedsYolo extends BaseAction {
    static override readonly actionName = 'score';
    static override readonly inputType = YOLODataset;
  }
  class NeedsDataset extends BaseAction {
    static override readonly actionName = 'evaluate';
    static override readonly inputType = 'dataset';
  }
  expect(() => new ActionPipeline([MakesCoco, NeedsYolo])).toThrow(
    'the pipeline cannot run: score needs yolo_dataset (input_type of score), and convert gives coco_dataset (output_type of convert)',
  );
  expect(new ActionPipeline([MakesCoco, MakesWeights, NeedsDataset]).length).toBe(3);
});

test('a function is an action of a pipeline too', async () => {
  const count = defineAction({ name: 'count', params: z.object({ files: z.array(z.string()) }) }, ({ files }) => ({ total: files.length }));
  const pipeline = new ActionPipeline([Process, count]);
  expectTypeOf<PipelineResult<[typeof Process, typeof count]>>().toEqualTypeOf<{ total: number }>();
  await expect(pipeline.check({ path: 'data' })).resolves.toHaveLength(2);
});
