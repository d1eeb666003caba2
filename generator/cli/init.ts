import { Command, Option } from 'commander';
import { join, relative, resolve } from 'node:path';
import { generateOnce } from './generate-once.ts';
import { TEMPLATES, type TemplateName } from './init/templates.ts';
import { writePlugin } from './init/write-plugin.ts';

const EXAMPLES = `
Examples:
  $ actionsmith init my-plugin                    one action, one file to fill in
  $ actionsmith init my-plugin --template steps   an action in steps, with typed outputs between them
  $ actionsmith init my-plugin --template train   a training: dataset, progress, metrics, and the model in the backend
  $ actionsmith init my-plugin --template inference   a model of the backend or of this machine, that infers in batches
  $ actionsmith init my-plugin --template dataset   a dataset of the backend or of this machine, fetched and converted
  $ actionsmith init my-plugin --template add-task-data   tasks that get annotations from a file, or by inference
  $ actionsmith init my-plugin --template upload   files of a folder or a storage as data units of a collection`;

export function initCommand(): Command {
  return new Command('init')
    .description('Make a plugin that runs at once: a contract, its generated code and a filled-in action.')
    .argument('[dir]', 'the folder to make', '.')
    .addOption(new Option('--template <name>', 'what to start from').choices(Object.keys(TEMPLATES)).default('base'))
    .addHelpText('after', EXAMPLES)
    .action(async (dir: string, { template }: { template: TemplateName }) => {
      const folder = resolve(dir);
      const written = await writePlugin(folder, template);
      for (const path of written) process.stdout.write(`created     ${path}\n`);
      process.exitCode = (await generateOnce(folder, {})).exitCode;
      const { quoteForShell } = await import('../../runtime/cli/quote-for-shell.ts');
      const shown = relative(process.cwd(), folder);
      const option = shown === '' ? '' : ` --plugin ${quoteForShell(shown)}`;
      const run = TEMPLATES[template].run((path) => quoteForShell(join(shown, path)));
      process.stdout.write(
        `\nRun it:      actionsmith run ${run}${option}\nThen edit:   config.yaml, schemas/, src/; and let \`actionsmith dev${option}\` keep up\n`,
      );
    });
}
