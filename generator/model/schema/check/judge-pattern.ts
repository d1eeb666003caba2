import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readsOneWay } from './reads-one-way.ts';

/** How the time that a pattern needs can grow with the text: as a power of its length, or exponentially. */
export interface Slowness {
  readonly degree: number | 'exponential';
  /** A part of a text whose repetition is slow. */
  readonly repeated: string;
}

/** How long the patterns of a schema may be thought about. One that needs more to be judged is let through. */
export class Patience {
  readonly #eachMs: number;
  #leftMs: number;

  constructor({ eachMs, allMs }: { readonly eachMs: number; readonly allMs: number }) {
    this.#eachMs = eachMs;
    this.#leftMs = allMs;
  }

  /** `think` is given the time that it may take; undefined where there is none left. */
  spend<T>(think: (timeoutMs: number) => T): T | undefined {
    const timeout = Math.floor(Math.min(this.#eachMs, this.#leftMs)); // the judge takes whole milliseconds
    if (timeout < 1) return undefined;
    const start = performance.now();
    const thought = think(timeout);
    this.#leftMs -= performance.now() - start;
    return thought;
  }
}

const PATIENT = { eachMs: 15_000, allMs: Infinity };

const judged = new Map<string, Slowness | undefined>();

/** Undefined for a pattern that takes time in proportion to the text, or that cannot be judged. */
export function judgePattern(pattern: string, patience: Patience = new Patience(PATIENT)): Slowness | undefined {
  if (isPlainlyFast(pattern)) return undefined;
  if (!judged.has(pattern)) {
    const verdict = readsOneWay(pattern) ? undefined : patience.spend((timeout) => judge(pattern, timeout));
    judged.set(pattern, verdict);
  }
  return judged.get(pattern);
}

/**
 * Most patterns have one repetition that starts at the start, or none: no text can be read in two ways for long. They need no judge, who takes
 * 100 ms to load.
 */
function isPlainlyFast(pattern: string): boolean {
  if (/\)[*+{]/.test(pattern)) return false;
  const endless = pattern.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  return endless === 0 || (endless === 1 && pattern.startsWith('^') && !pattern.includes('|'));
}

function judge(pattern: string, timeout: number): Slowness | undefined {
  const verdict = loadJudge().checkSync(pattern, 'u', {
    randomSeed: 0,
    timeout,
    incubationLimit: 5000,
    maxIteration: 5,
    maxGeneStringSize: 1000,
    maxInitialGenerationSize: 200,
  });
  if (verdict.status !== 'vulnerable') return undefined;
  const { complexity, attack } = verdict;
  const repeated = attack.pumps.find(({ pump }) => pump !== '')?.pump ?? '';
  if (complexity.type === 'exponential') return { degree: 'exponential', repeated };
  return { degree: complexity.degree, repeated };
}

/** As a package, it would bring a Java archive and a native program of 50 MB; its plain JavaScript is copied beside what is built. */
function loadJudge(): typeof import('recheck') {
  const require = createRequire(import.meta.url);
  if (import.meta.url.endsWith('.ts')) return require('recheck/lib/browser.js') as typeof import('recheck');
  return require(join(dirname(require.resolve('actionsmith/package.json')), 'dist/recheck.cjs')) as typeof import('recheck');
}
