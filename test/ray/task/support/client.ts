import { RayActorExecutor } from '../../../../runtime/executors/ray-actor-executor.ts';
import { loadPlugin } from '../../../../runtime/discovery/load-plugin.ts';
import { probeFolder } from './processes.ts';

/** A program that starts a long task, says where it runs, and waits for it until somebody ends the program. The dashboard, and the plugin's code. */
const [dashboardUrl = '', plugin = 'probe'] = process.argv.slice(2);
const executor = new RayActorExecutor({ dashboardUrl, workingDir: probeFolder, stopSeconds: 2, leaseSeconds: 2 });
const spec = (await loadPlugin(probeFolder)).registry.get('where');
const run = await executor.submit({ ...spec, plugin }, { ms: 600_000, leaveChild: true });
for await (const event of run.events()) if (event.type === 'log') console.log(JSON.stringify({ ...event.data, actor: run.actor?.pid }));
