import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { getConverter } from '../../../runtime/converters/index.ts';
import { writeManyItems } from '../../support/dm-dataset.ts';
import { ensureSynapse, SYNAPSE } from '../../support/ensure-synapse.ts';
import { startAsked } from '../frame/asked-process.ts';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise } from '../frame/summary.ts';

const ITEMS = 10_000;

export const bench: Bench = {
  note: `${ITEMS} images of 640 x 480 pixels with 1 to 8 boxes each, as yolo, converted to dm_v2 with copies of the images: images a second. And the largest memory that a process of ours had.`,
  packages: ['image-size', 'p-map', 'yaml'],
  run,
};

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const python = ensureSynapse(root);
  if (python === undefined) throw new Error('this bench needs a Python of at least 3.12');
  const at = (name: string): string => join(out, name);
  const clear = (): void => ['dm', 'yolo', 'ours', 'theirs'].forEach((name) => rmSync(at(name), { recursive: true, force: true }));
  clear();
  await writeManyItems(at('dm'), ITEMS);
  await getConverter('dm_v2', 'yolo').convertFolder(at('dm'), at('yolo')).report();
  const theirs = startAsked(python, [join(root, 'test/bench/converters/convert.py')]);
  let rss = 0;
  const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 100);
  try {
    const found = await interleave(
      {
        ours: async () => {
          rmSync(at('ours'), { recursive: true, force: true });
          const began = performance.now();
          await getConverter('yolo', 'dm_v2').convertFolder(at('yolo'), at('ours')).report();
          return (ITEMS / (performance.now() - began)) * 1000;
        },
        theirs: async () => ITEMS / ((await theirs.ask([at('yolo'), at('theirs')])) as number),
      },
      Math.min(rounds, 7),
    );
    return {
      rows: [
        {
          name: 'actionsmith',
          figures: {
            speed: summarise(found.ours, '/s'),
            'to theirs': ratio(found.ours, found.theirs),
            memory: summarise([rss / 2 ** 20], 'MiB'),
          },
        },
        { name: 'synapse-sdk', figures: { speed: summarise(found.theirs, '/s') } },
      ],
      versions: { 'synapse-sdk': SYNAPSE },
    };
  } finally {
    clearInterval(watch);
    theirs.end();
    clear();
  }
}
