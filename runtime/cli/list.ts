import { Command } from 'commander';

interface ListOptions {
  readonly plugin: string;
  readonly json?: boolean;
}

/** `actionsmith list`: the actions of a plugin, by its config.yaml; nothing has to be generated. */
export function listCommand(): Command {
  return new Command('list')
    .description('List the actions of a plugin.')
    .option('--plugin <folder>', "the plugin's folder, or its code", '.')
    .option('--json', 'print one JSON array')
    .addHelpText('after', '\nExample:\n  $ actionsmith list --plugin examples/penguins')
    .action(async (options: ListOptions) => {
      const { failWith } = await import('./fail-with.ts');
      try {
        await listActions(options);
      } catch (error) {
        failWith(error, options);
      }
    });
}

async function listActions({ plugin, json }: ListOptions): Promise<void> {
  const [{ findPlugin }, { PluginDiscovery }] = await Promise.all([
    import('../discovery/find-plugin.ts'),
    import('../discovery/plugin-discovery.ts'),
  ]);
  const discovery = await PluginDiscovery.fromPath(findPlugin(plugin));
  const actions = discovery.listActions().map((name) => {
    const { title, description, method, entrypoint } = discovery.getActionConfig(name);
    return { name, title, description, method, entrypoint: `${entrypoint.file}:${entrypoint.className}` };
  });
  if (json) return void process.stdout.write(`${JSON.stringify(actions, null, 2)}\n`);
  const width = Math.max(0, ...actions.map(({ name }) => name.length));
  for (const { name, method, title, description } of actions) {
    process.stdout.write(`${name.padEnd(width)}  ${method.padEnd(5)}  ${[title, description].filter(Boolean).join(': ')}\n`);
  }
}
