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

test('a mode that does not exist yet says so', async () => {
  await expect(bindAction(registry, 'double').task({})).rejects.toMatchObject({ code: 'MODE_NOT_AVAILABLE' });
});
