/** Guide: Best Practices, Error Handling. */
import { BaseAction, ExecutionError, LocalExecutor, NoOpLogger, ValidationError } from 'actionsmith';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';

const executor = new LocalExecutor({ logger: new NoOpLogger() });

class Process extends BaseAction<{ input_path: string }, number> {
  override async execute(): Promise<number> {
    const { input_path } = this.params;
    if (!existsSync(input_path)) throw new ValidationError(`Input not found: ${input_path}`);
    try {
      return (await readFile(input_path)).length;
    } catch (cause) {
      throw new ExecutionError(`Processing failed: ${(cause as Error).message}`, { cause });
    }
  }
}

test('what an author checks early arrives as it was thrown', async () => {
  const failure = executor.execute(Process, { input_path: '/no/such/file' });
  await expect(failure).rejects.toBeInstanceOf(ValidationError);
  await expect(failure).rejects.toThrow('Input not found: /no/such/file');
});

test('a failure names its cause', async () => {
  const failure = executor.execute(Process, { input_path: tmpdir() });
  await expect(failure).rejects.toBeInstanceOf(ExecutionError);
  await expect(failure).rejects.toMatchObject({ message: expect.stringMatching(/^Processing failed: EISDIR/), cause: { code: 'EISDIR' } });
});
