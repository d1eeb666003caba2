import { generate } from 'actionsmith/generator';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { writeIn } from './make-plugin.ts';

const CONFIG = `
name: Endings
code: endings
version: 0.1.0
category: custom
env: { LEVEL: contract, SHARED: contract }
runtime_env: { env_vars: { SHARED: runtime, NODE_NAME: head } }
actions:
  leave:
    name: Leave
    method: local
    params: { type: object, required: [how], properties: { how: { type: string } } }
  workflow:
    name: Workflow
    method: local
    params: { type: object, required: [how], properties: { how: { type: string } } }
`;

const LEAVE = `import { LeaveActionBase } from '../../generated/leave/action.js';

const atLoad = process.env['LEVEL'];

export class LeaveAction extends LeaveActionBase {
  override async execute(): Promise<unknown> {
    const { how } = this.params;
    if (how === 'env') {
      const names = ['LEVEL', 'SHARED', 'NODE_NAME', 'OUTER'];
      const of = (get: (name: string) => string | undefined) => Object.fromEntries(names.map((name) => [name, get(name)]));
      return { atLoad, ctx: of((name) => this.ctx.env.get(name)), process: of((name) => process.env[name]) };
    }
    if (how === 'exit') process.exit(0);
    if (how === 'exit7') process.exit(7);
    if (how === 'callback') setTimeout(() => failInCallback(), 1);
    if (how === 'late') setTimeout(() => failInCallback(), 20);
    if (how === 'rejection') void Promise.reject(new RangeError('nobody awaits it'));
    if (how === 'stopped') await new Promise((_, reject) => this.ctx.signal.addEventListener('abort', reject));
    if (['never', 'callback', 'rejection'].includes(how)) await new Promise(() => {});
    return 'done';
  }
}

function failInCallback(): never {
  throw new TypeError('thrown in a callback');
}
`;

const WORKFLOW = `import { BaseStep, type StepContext, type StepRegistry } from 'actionsmith';
import { WorkflowActionBase } from '../../generated/workflow/action.js';

class UploadStep extends BaseStep<StepContext<any, any>> {
  readonly name = 'upload';
  readonly progressWeight = 1;
  override execute(): void {}
  override async rollback(context: StepContext<any, any>): Promise<void> {
    console.error('upload is undone');
    if (context.params.how === 'stuck') await new Promise(() => {});
  }
}

class WaitStep extends BaseStep<StepContext<any, any>> {
  readonly name = 'wait';
  readonly progressWeight = 1;
  override async execute(context: StepContext<any, any>): Promise<void> {
    if (context.params.how === 'callback') setTimeout(() => failInCallback(), 1);
    if (['stuck', 'stopped'].includes(context.params.how)) {
      console.error('waiting');
      await new Promise((_, reject) => context.signal.addEventListener('abort', reject));
    }
    await new Promise(() => {});
  }
}

export class WorkflowAction extends WorkflowActionBase {
  override setupSteps(registry: StepRegistry<StepContext<any, any>>): void {
    registry.register(new UploadStep()).register(new WaitStep());
  }
}

function failInCallback(): never {
  throw new TypeError('thrown in a callback');
}
`;

const FILES = {
  'config.yaml': CONFIG,
  'package.json': '{ "name": "endings", "type": "module" }',
  'src/actions/leave.ts': LEAVE,
  'src/actions/workflow.ts': WORKFLOW,
};

/** For all tests of a file: a generated plugin whose actions end in ways that no `catch` sees, and tell what environment they see. */
export function useEndingsPlugin(): { readonly folder: string } {
  const plugin = { folder: '' };
  beforeAll(async () => {
    plugin.folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
    for (const [path, text] of Object.entries(FILES)) writeIn(plugin.folder, path, text);
    await generate({ plugin: plugin.folder });
  });
  afterAll(() => rmSync(plugin.folder, { recursive: true, force: true }));
  return plugin;
}
