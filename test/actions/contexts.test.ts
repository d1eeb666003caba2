import { LocalExecutor, NoOpLogger } from 'actionsmith';
import { BaseExportAction, ExportContext } from 'actionsmith/actions/export';
import { BaseStep, type StepRegistry } from 'actionsmith/steps';
import { expect, expectTypeOf, test } from 'vitest';

interface Params {
  readonly ids: readonly number[];
}

class Fetch extends BaseStep<ExportContext<Params>> {
  readonly name = 'fetch';
  readonly progressWeight = 1;
  override execute(context: ExportContext<Params>): void {
    expectTypeOf(context.params.ids).toEqualTypeOf<readonly number[]>();
    context.exportedCount += context.params.ids.length;
    context.outputPath = '/out';
  }
}

class Export extends BaseExportAction<Params, { exported: number; path: string | undefined }> {
  override setupSteps(registry: StepRegistry<ExportContext<Params>>): void {
    registry.register(new Fetch());
  }
  override collectResult(context: ExportContext<Params>): { exported: number; path: string | undefined } {
    return { exported: context.exportedCount, path: context.outputPath };
  }
}

test('the steps of a specialised action share its context, without an author’s createContext()', async () => {
  const result = await new LocalExecutor({ logger: new NoOpLogger() }).execute(Export, { ids: [1, 2] });
  expect(result).toEqual({ exported: 2, path: '/out' });
});
