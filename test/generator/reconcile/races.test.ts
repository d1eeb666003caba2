import { expect, test } from 'vitest';
import { generatedTree, leftovers, makeRegenerated } from '../../support/regenerated-plugin.ts';
import { runCli } from '../../support/run-cli.ts';

/** `npm run test:long` does it a hundred times. */
const RACES = Number(process.env.RACES ?? 1);

test('two to eight generators at once leave what one leaves', async () => {
  const plugin = await makeRegenerated();
  const wrong: string[] = [];
  for (let race = 0; race < RACES; race++) {
    const root = plugin.copy();
    const runs = await Promise.all(Array.from({ length: 2 + ((race + 1) % 7) }, () => runCli(['generate', root])));
    wrong.push(...runs.filter(({ code }) => code !== 0).map(({ code, stderr }) => `race ${race}: exit ${code}: ${stderr}`));
    if (JSON.stringify(generatedTree(root)) !== JSON.stringify(plugin.new)) wrong.push(`race ${race}: not the new tree`);
    wrong.push(...leftovers(root).map((path) => `race ${race}: ${path} is left`));
  }
  expect(wrong).toEqual([]);
});
