import { Listr } from 'listr2';
import PQueue from 'p-queue';
import type { Contender } from '../contender.ts';

const list = (steps: number): readonly string[] => Array.from({ length: steps }, (_, at) => `step-${at}`);

export const contenders: Readonly<Record<string, Contender>> = {
  listr2: (steps) =>
    new Listr(
      list(steps).map((title) => ({ title, task: async () => {} })),
      { renderer: 'silent', concurrent: false },
    ).run(),
  'listr2, skip, rollback': (steps) =>
    new Listr(
      list(steps).map((title) => ({ title, skip: () => false, task: async () => {}, rollback: () => {} })),
      { renderer: 'silent', concurrent: false },
    ).run(),
  'p-queue': (steps) => new PQueue({ concurrency: 1 }).addAll(list(steps).map(() => async () => {})),
  'p-queue, timeouts': (steps) => new PQueue({ concurrency: 1, timeout: 60_000 }).addAll(list(steps).map(() => async () => {})),
};
