import { generate } from 'actionsmith/generator';
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { TOOLKIT, writeIn } from './make-plugin.ts';

const CONFIG = `
name: Journey
code: journey
version: 0.1.0
category: custom
env: { SEASON: summer }
actions:
  climb:
    name: Climb
    method: local
    params:
      type: object
      properties:
        days: { type: integer, minimum: 1, default: 3 }
        slips: { type: boolean, default: false }
        storm: { type: boolean, default: false }
        rests: { type: boolean, default: false }
        code: { type: string, format: password }
        said: { type: string }
    result: { type: object, required: [summit], properties: { summit: { type: string } } }
    steps:
      - { name: pack, effects: local, rollback: true, idempotent: true, output: { type: object, properties: { bags: { type: integer } } } }
      - { name: ferry, skippable: true }
      - { name: ascend, idempotent: true, retry: { attempts: 2, delay: 1ms }, rollback: true }
      - { name: camp }
`;

const ACTION = `import { ClimbActionBase, type ClimbResult } from '../../generated/climb/action.js';
import type { ClimbSteps } from '../../generated/climb/steps.js';
import { AscendStep, CampStep, FerryStep, PackStep } from '../steps.js';

export class ClimbAction extends ClimbActionBase {
  protected override createSteps(): ClimbSteps {
    return { pack: new PackStep(), ferry: new FerryStep(), ascend: new AscendStep(), camp: new CampStep() };
  }
  override collectResult(): ClimbResult {
    return { summit: 'reached' };
  }
}
`;

const STEPS = `import { existsSync, writeFileSync } from 'node:fs';
import { AscendStepBase, CampStepBase, FerryStepBase, PackStepBase } from '../generated/climb/steps.js';

export class PackStep extends PackStepBase {
  override async execute(context: any): Promise<{ bags: number }> {
    writeFileSync('list.txt', 'rope');
    context.log('packed', { bags: 2 }, { file: 'list.txt' });
    if (context.params.said !== undefined) context.logMessage(context.params.said);
    return { bags: 2 };
  }
  override async rollback(): Promise<void> {}
}

export class FerryStep extends FerryStepBase {
  override canSkip(): boolean {
    return true;
  }
  override execute(): void {}
}

export class AscendStep extends AscendStepBase {
  #tries = 0;
  override async execute(context: any): Promise<void> {
    this.#tries++;
    for (let day = 1; day <= context.params.days; day++) {
      context.setMetrics({ height: day * 1000, mood: 'good' }, 'ascent');
      context.setProgress(day, context.params.days, 'ascent');
    }
    if (context.params.slips && this.#tries === 1) throw new Error('slipped');
  }
  override async rollback(): Promise<void> {}
}

export class CampStep extends CampStepBase {
  override async execute(context: any): Promise<void> {
    if (context.params.rests && !existsSync('awake')) {
      context.logMessage('resting');
      await new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));
    }
    if (context.params.storm) throw new Error('a storm came', { cause: new RangeError('wind 120 km/h') });
  }
}
`;

const FILES = {
  'config.yaml': CONFIG,
  'package.json': '{ "name": "journey", "type": "module" }',
  'src/actions/climb.ts': ACTION,
  'src/steps.ts': STEPS,
};

/**
 * For all tests of a file: a generated plugin whose action `climb` has four steps, `pack` to `camp`. `slips` needs a second attempt, `storm` fails in the last
 * step, `rests` stays in it until the run is cancelled, unless there is a file `awake`; `said` is a message.
 */
export function useJourneyPlugin(): { readonly folder: string } {
  const plugin = { folder: '' };
  beforeAll(async () => {
    plugin.folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
    for (const [path, text] of Object.entries(FILES)) writeIn(plugin.folder, path, text);
    await generate({ plugin: plugin.folder });
  });
  afterAll(() => rmSync(plugin.folder, { recursive: true, force: true }));
  return plugin;
}

/** Starts a run that stays in its last step, and calls back when it is there. Resolves when its process has ended. */
export async function rest(folder: string, words: readonly string[], onResting: (pid: number) => void | Promise<void>): Promise<void> {
  const command = [join(TOOLKIT, 'dist/cli.js'), 'run', 'climb', '--rests', 'true', ...words];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const closed = new Promise((resolve) => child.on('close', resolve));
  let isResting = false;
  for await (const text of child.stderr.setEncoding('utf8')) {
    if (isResting || !String(text).includes('resting')) continue;
    isResting = true;
    await onResting(child.pid!);
  }
  await closed;
}
