/** Guide: Function-Based Actions. */
import { defineAction, LocalExecutor, NoOpLogger, RuntimeContext } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';

const ConvertParams = z.object({ input_format: z.string(), output_format: z.string(), file_path: z.string() });
const ConvertResult = z.object({ output_path: z.string(), converted: z.boolean() });

/** Convert a file from one format to another. */
const convert = defineAction(
  { name: 'convert', description: 'Convert file between formats', params: ConvertParams, result: ConvertResult },
  (params, context) => {
    context.setProgress(0, 100);
    const output_path = params.file_path.replace(params.input_format, params.output_format);
    context.setProgress(100, 100);
    return { output_path, converted: true };
  },
);
const params = { input_format: 'coco', output_format: 'yolo', file_path: '/data/coco.json' };

test('a function is an action: an executor validates its params and runs it', async () => {
  const executor = new LocalExecutor({ logger: new NoOpLogger() });
  expect(await executor.execute(convert, params)).toEqual({ output_path: '/data/yolo.json', converted: true });
  await expect(executor.execute(convert, { ...params, file_path: 1 as never })).rejects.toMatchObject({
    issues: [{ path: ['file_path'] }],
  });
});

test('it can be called directly in a test', async () => {
  expect(await convert(params, new RuntimeContext())).toEqual({ output_path: '/data/yolo.json', converted: true });
});

test('its name is that of the function where none is given', () => {
  expect(convert.definition).toMatchObject({ name: 'convert', description: 'Convert file between formats' });
  expect(defineAction({}, function resize() {}).definition.name).toBe('resize');
});
