import { Command } from 'commander';
import { relative, resolve } from 'node:path';
import type { Contract } from '../read/contract.ts';
import type { Replacement } from '../reconcile/replace-texts.ts';
import type { NewAction, NewStep } from '../add/add-entry.ts';

const ACTION_EXAMPLES = `
It adds to config.yaml in place (comments, order and layout stay), writes schemas to fill in, and generates. On any error nothing changes.

Examples:
  $ actionsmith add action train_model
  $ actionsmith add action clean --title "Clean labels" --steps load,fix,save`;

const STEP_EXAMPLES = `
It adds to config.yaml in place (comments, order and layout stay) and generates. On any error nothing changes.
Your class gets the new step by \`actionsmith fix\`.

Examples:
  $ actionsmith add step train evaluate --after train --needs train --output
  $ actionsmith add step train warm_up --before train --timeout 5m`;

interface PluginFlag {
  readonly plugin: string;
}

/** `actionsmith add`: an action or a step in config.yaml, with what follows from it. */
export function addCommand(): Command {
  return new Command('add')
    .description('Add an action or a step to config.yaml, and generate.')
    .addCommand(addActionCommand())
    .addCommand(addStepCommand());
}

function addActionCommand(): Command {
  return new Command('action')
    .description('Add an action: an entry in config.yaml, schemas of its params and result, and a class to fill in.')
    .argument('<name>', 'what it is called in config.yaml: letters, digits, - and _')
    .option('--plugin <folder>', 'the folder with config.yaml', '.')
    .option('--title <text>', 'what people read (default: the name in words)')
    .option('--description <text>', 'one line about it')
    .option('--method <method>', 'where it runs unless you say otherwise: local, task, job or serve')
    .option('--base <base>', 'what it is: base, train, export, inference, dataset, upload, …')
    .option('--steps <names>', 'its steps, with commas between', splitNames)
    .addHelpText('after', ACTION_EXAMPLES)
    .action(async (name: string, { plugin, ...flags }: PluginFlag & Omit<NewAction, 'name'>) => {
      const { addAction } = await import('../add/add-entry.ts');
      await addAndGenerate(plugin, (contract) => addAction(contract, { name, ...flags }));
    });
}

function addStepCommand(): Command {
  return new Command('step')
    .description('Add a step to an action: at the end of its steps, or where you say.')
    .argument('<action>', 'the action, as in config.yaml')
    .argument('<name>', 'what the step is called: letters, digits, - and _')
    .option('--plugin <folder>', 'the folder with config.yaml', '.')
    .option('--before <step>', 'put it before this step')
    .option('--after <step>', 'put it after this step')
    .option('--needs <steps>', 'the steps whose outputs it reads, with commas between', splitNames)
    .option('--output', 'it leaves something for later steps: write a schema to fill in')
    .option('--timeout <duration>', 'how long it may take: 30s, 5m, 2h')
    .option('--skippable', 'it may decide to be skipped')
    .addHelpText('after', STEP_EXAMPLES)
    .action(async (action: string, name: string, { plugin, ...flags }: PluginFlag & Omit<NewStep, 'action' | 'name'>) => {
      const { addStep } = await import('../add/add-entry.ts');
      await addAndGenerate(plugin, (contract) => addStep(contract, { action, name, ...flags }));
    });
}

/** Takes back what was added where it makes no right contract. */
async function addAndGenerate(plugin: string, add: (contract: Contract) => readonly Replacement[]): Promise<void> {
  const { readContract } = await import('../read/read-contract.ts');
  const { replaceTexts } = await import('../reconcile/replace-texts.ts');
  const { generate } = await import('../pipeline.ts');
  const { reportGenerated } = await import('./report-generated.ts');
  const view = { shownRoot: relative(process.cwd(), resolve(plugin)), command: '' };
  const { value: contract, diagnostics } = await readContract(plugin);
  if (contract === undefined) {
    await reportGenerated({ ok: false, changes: [], diagnostics }, view);
    return refuse();
  }
  const { root } = contract;
  const additions = add(contract);
  await replaceTexts(additions, root);
  let isDone = false;
  try {
    const generated = await generate({ plugin: root });
    isDone = generated.ok;
    if (isDone)
      for (const { path, before } of additions) process.stdout.write(`${before === undefined ? 'created ' : 'updated '}    ${path}\n`);
    await reportGenerated(generated, view);
  } finally {
    if (!isDone)
      await replaceTexts(
        additions.map(({ path, before, after }) => ({ path, before: after, after: before })),
        root,
      );
  }
  if (!isDone) refuse();
}

function refuse(): void {
  process.stderr.write('Nothing was changed.\n');
  process.exitCode = 1;
}

function splitNames(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
