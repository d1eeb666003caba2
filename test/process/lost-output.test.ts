import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeIn } from '../support/make-plugin.ts';
import { runShell } from '../support/run-cli.ts';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
const shell = (line: string): ReturnType<typeof runShell> => runShell(line, { cwd: sums.folder });

describe('a reader that goes away ends the process quietly', () => {
  test.each([
    'actionsmith list --json | true',
    'actionsmith --help | true',
    'actionsmith run double --help | true',
    'actionsmith run double --quiet | true',
    'actionsmith schema types schemas/double.params.json | true',
  ])('%s', async (line) => {
    expect(await shell(line.replace('| true', '| exec sh -c "exec <&-; sleep 0.1"'))).toEqual({ code: 141, stdout: '', stderr: '' });
  });
});

test('a run whose reader goes away is cancelled, and cleans up', async () => {
  writeIn(
    sums.folder,
    'src/actions/double.ts',
    `import { writeFileSync } from 'node:fs';
import { DoubleActionBase, type DoubleResult } from '../../generated/double/action.js';

export class DoubleAction extends DoubleActionBase {
  override async execute(): Promise<DoubleResult> {
    const { signal } = this.ctx;
    const tick = setInterval(() => process.stdout.write('tick\\n'), 20);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    clearInterval(tick);
    writeFileSync('undone.txt', String(signal.reason.message));
    throw signal.reason;
  }
}
`,
  );
  const { code, stdout, stderr } = await shell('actionsmith run double --quiet | head -1');
  expect({ code, stdout, stderr }).toEqual({ code: 141, stdout: 'tick\n', stderr: '' });
  expect(existsSync(join(sums.folder, 'undone.txt'))).toBe(true);
  expect(readFileSync(join(sums.folder, 'undone.txt'), 'utf8')).toBe('the run was cancelled: its output cannot be written any more');
});

test('a full disk is one line', async () => {
  const { code, stderr } = await shell('actionsmith list > /dev/full');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: the output cannot be written: no space is left on the disk\n' });
});
