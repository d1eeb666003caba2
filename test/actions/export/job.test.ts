import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHttpBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { addTasks, filesBelow, makeExportPlace } from '../../support/export-place.ts';
import { makeExportPlugin } from '../../support/export-plugin.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { type JobProcess, runJobProcess } from '../../support/run-job-process.ts';
import { serveBackend } from '../../support/serve-backend.ts';

function stepsOf({ events }: JobProcess): string[] {
  return events.flatMap((event) => (event.type === 'step' && event.status !== 'started' ? [`${event.step} ${event.status}`] : []));
}

test('a job exports what a server holds, with steps of the contract among the built-in ones; killed, it is resumed by another job in the same folder', async () => {
  const folder = makeFolder();
  const served = await serveBackend(join(folder, 'data'));
  const backend = openHttpBackend({ url: served.url });
  try {
    const plugin = await makeExportPlugin();
    const place = await makeExportPlace(backend, folder);
    await addTasks(backend, place, [{ path: 'cat.jpg' }, { path: 'dog.jpg' }, { path: 'owl.jpg' }]);
    const params = { name: 'pets', storage: place.storage, path: 'out', target: 'task', filter: { project: place.project }, shout: true };
    const env = { ACTIONSMITH_BACKEND_URL: served.url };

    const killed = await runJobProcess(plugin, 'export', { params, env: { ...env, KILL_AT: 'owl.jpg' } });
    expect([killed.code, killed.ends]).toEqual([null, []]);
    const checkpoints = killed.events.filter((event) => event.type === 'checkpoint');
    expect(checkpoints).not.toEqual([]);

    const resumed = await runJobProcess(plugin, 'export', { params, env, checkpoints });
    expect(stepsOf(resumed)).toEqual([
      'initialize restored',
      'fetch_results finished',
      'prepare_export finished',
      'count finished',
      'convert_data finished',
      'save_files finished',
      'stamp finished',
      'finalize finished',
    ]);
    expect(resumed.ends).toMatchObject([{ type: 'result', value: { exported_count: 3, failed_count: 0, format: 'shouts' } }]);
    expect(filesBelow(place.folder)).toEqual([
      'out/pets/json/cat.json',
      'out/pets/json/dog.json',
      'out/pets/json/owl.json',
      'out/pets/original_files/cat.jpg',
      'out/pets/original_files/dog.jpg',
      'out/pets/original_files/owl.jpg',
      'out/pets/stamp.txt',
    ]);
    expect(readFileSync(join(place.folder, 'out/pets/stamp.txt'), 'utf8')).toBe('3 of 3');
    expect(readFileSync(join(place.folder, 'out/pets/json/owl.json'), 'utf8')).toBe('{"name":"OWL.JPG"}');
    expect(readFileSync(join(place.folder, 'out/pets/original_files/owl.jpg'), 'utf8')).toBe('picture owl.jpg');
  } finally {
    await backend.close();
    await served.stop();
  }
});
