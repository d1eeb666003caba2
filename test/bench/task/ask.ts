import { createInterface } from 'node:readline';
import { spawnSync } from 'node:child_process';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';

/** Our tasks, asked as ray_client_bench.py is: the dashboard, the plugin's folder, and `once` for a process that makes one call from nothing. */
const [, script = '', dashboardUrl = '', workingDir = '', once] = process.argv;
const executor = new RayActorExecutor({ dashboardUrl, workingDir });
const call = (): Promise<unknown> => executor.execute('echo', { text: 'a' });
await call();
if (once === undefined) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { calls = 1, cold = false } = JSON.parse(line) as { calls?: number; cold?: boolean };
    const begun = performance.now();
    if (cold) spawnSync(process.execPath, [...process.execArgv, script, dashboardUrl, workingDir, 'once'], { stdio: 'ignore' });
    else for (let count = 0; count < calls; count++) await call();
    console.log(JSON.stringify((performance.now() - begun) / calls));
  }
}
await executor.shutdown();
