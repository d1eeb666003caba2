import { ActionRegistry, BaseAction, bindAction, NoOpLogger } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Params = z.object({ by: z.number().default(2) });

class Double extends BaseAction<{ by: number }, number> {
  override execute(): number {
    return this.params.by * 21;
  }
}

const registry = new ActionRegistry(
  { code: 'sums', name: 'Sums', version: '1.0.0', category: 'custom' },
  {
    double: {
      name: 'double',
      type: 'class',
      title: 'Double',
      description: '',
      plugin: 'sums',
      method: 'local',
      base: 'base',
      entrypoint: 'src/actions/double:Double',
      contractHash: 'abc',
      params: Params,
      resultValidation: 'warn',
      load: async () => Double,
    },
  },
);

test('a bound action runs in this process, with the contract’s schema and defaults', async () => {
  const double = bindAction<{ by?: number }, number>(registry, 'double');
  const logger = new NoOpLogger();
  expect(await double.run({}, { logger })).toBe(42);
  await expect(double.run({ by: 'two' as never }, { logger })).rejects.toThrow(/^params\.by /);
});

test('params of a task are checked before a cluster is asked for anything', async () => {
  const task = bindAction<{ by?: number }, number>(registry, 'double').task({ by: 'two' as never }, { dashboardUrl: 'http://127.0.0.1:1' });
  await expect(task).rejects.toThrow(/^params\.by /);
});
