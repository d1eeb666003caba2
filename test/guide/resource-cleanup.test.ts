/** Guide: Best Practices, Resource Cleanup. */
import { BaseAction, LocalExecutor, NoOpLogger } from 'actionsmith';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const executor = new LocalExecutor({ logger: new NoOpLogger() });

class Cleanup extends BaseAction<{ fail: boolean }, string> {
  static tempDir = '';
  override async execute(): Promise<string> {
    const tempDir = await mkdtemp(join(tmpdir(), 'guide-'));
    Cleanup.tempDir = tempDir;
    try {
      if (this.params.fail) throw new Error('half-way');
      return 'done';
    } finally {
      await rm(tempDir, { recursive: true, force: true });
    }
  }
}

test.each([true, false])('resources are given back (the action fails: %s)', async (fail) => {
  await executor.execute(Cleanup, { fail }).catch(() => {});
  expect(Cleanup.tempDir).toContain('guide-');
  expect(existsSync(Cleanup.tempDir)).toBe(false);
});
