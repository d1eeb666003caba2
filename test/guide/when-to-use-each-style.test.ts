/** Guide: Function-Based Actions, When to Use Each Style. Row by row of its table. */
import { BaseAction, BaseStep, defineAction, LocalExecutor, NoOpLogger, RuntimeContext, type StepRegistry, YOLODataset } from 'actionsmith';
import { expect, test } from 'vitest';

const executor = new LocalExecutor({ logger: new NoOpLogger() });

class Count extends BaseStep {
  readonly name = 'count';
  readonly progressWeight = 1;
  override execute(): { counted: number } {
    return { counted: 3 };
  }
}

class WithMethods extends BaseAction<{ values: readonly number[] }, number> {
  static override readonly inputType = YOLODataset;
  #sum = 0;
  override execute(): number {
    for (const value of this.params.values) this.add(value);
    return this.#sum;
  }
  private add(value: number): void {
    this.#sum += value;
  }
}

class WithSteps extends BaseAction {
  override setupSteps(registry: StepRegistry): void {
    registry.register(new Count());
  }
}

const addUp = defineAction({ name: 'add_up' }, ({ values }: { values: readonly number[] }) =>
  values.reduce((sum, value) => sum + value, 0),
);

test('a class has methods and state of its own for each run; a function has neither', async () => {
  expect(await executor.execute(WithMethods, { values: [1, 2] })).toBe(3);
  expect(await executor.execute(WithMethods, { values: [1, 2] })).toBe(3);
  expect(await executor.execute(addUp, { values: [1, 2] })).toBe(3);
});

test('only a class declares types and has step workflows', async () => {
  expect(WithMethods.inputType.name).toBe('yolo_dataset');
  expect(await executor.execute(WithSteps, {})).toMatchObject({ success: true, steps: [{ name: 'count', output: { counted: 3 } }] });
  expect(Object.keys(addUp.definition)).toEqual(['description', 'name']);
});

test('a function is tested by calling it', () => {
  expect(addUp({ values: [1, 2] }, new RuntimeContext())).toBe(3);
});
