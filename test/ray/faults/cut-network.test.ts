import { expect, inject, onTestFinished, test } from 'vitest';
import { followRun } from '../../../runtime/ray/follow/follow-run.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { type Cut, seededRandom, startCuttingProxy } from '../../support/cutting-proxy.ts';
import { freshId, testClient, untilEnded } from '../support/jobs.ts';

/** Half of them hit submissions, half of them a log that is followed. */
const CUTS = Number(process.env['CUTS'] ?? 8);
const seed = Number(process.env['SEED'] ?? 1);

test(`a submission that is cut in the middle, ${CUTS / 2} times, is one job each time`, async () => {
  const random = seededRandom(seed);
  let next: Cut | undefined;
  const take = (): Cut | undefined => {
    const cut = next;
    next = undefined;
    return cut;
  };
  const proxy = await startCuttingProxy(inject('rayDashboardUrl'), take);
  onTestFinished(() => proxy.close());
  const ids = Array.from({ length: CUTS / 2 }, () => freshId('cut'));
  for (const id of ids) {
    next =
      random() < 0.5
        ? { direction: 'up', afterBytes: between(1, 900, random) }
        : { direction: 'down', afterBytes: between(1, 300, random) };
    const before = proxy.cuts();
    const client = new RayJobsClient({ address: proxy.url }); // a connection of its own, which is cut in the upload's or the job's request, or in an answer
    const working_dir = await client.upload(Buffer.from(id));
    expect(await client.submit({ entrypoint: 'true', submission_id: id, metadata: { id, working_dir } })).toBe(id);
    if (proxy.cuts() === before) next = undefined;
  }
  const client = testClient();
  for (const id of ids) expect(await untilEnded(client, id)).toMatchObject({ status: 'SUCCEEDED', metadata: { id } });
  const listed = (await client.list()).map(({ submission_id }) => submission_id);
  for (const id of ids) expect(listed.filter((one) => one === id)).toHaveLength(1);
  expect(proxy.cuts()).toBeGreaterThan(CUTS / 4);
});

test(`a log that is followed through ${CUTS / 2} cuts arrives with every line once`, async () => {
  const random = seededRandom(seed + 1);
  let text = '';
  // Mostly behind what has arrived already, for the log is read from its start each time: else nothing new would ever come.
  const proxy = await startCuttingProxy(inject('rayDashboardUrl'), () => {
    if (proxy.cuts() >= CUTS / 2) return undefined;
    return { direction: 'down', afterBytes: between(200, 2_000, random) + (random() < 0.8 ? text.length : 0) };
  });
  onTestFinished(() => proxy.close());
  const lines = 400 + CUTS * 100;
  const id = freshId('lines');
  const print = `let i=0;const t=setInterval(()=>{for(let k=0;k<10;k++)console.log("line "+i++);if(i>=${lines})clearInterval(t)},10)`;
  await testClient().submit({ entrypoint: `exec node -e '${print}'`, submission_id: id });
  for await (const item of followRun(new RayJobsClient({ address: proxy.url }), id)) {
    if (item.kind === 'output') text += Buffer.from(item.bytes).toString();
  }
  expect(text).toBe(Array.from({ length: lines }, (_, line) => `line ${line}\n`).join(''));
  expect(proxy.cuts()).toBeGreaterThanOrEqual(CUTS / 4);
});

function between(low: number, high: number, random: () => number): number {
  return Math.floor(low + (high - low) * random());
}
