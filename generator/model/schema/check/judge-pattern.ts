import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How the time that a pattern needs can grow with the text: as a power of its length, or exponentially. */
export interface Slowness {
  readonly degree: number | 'exponential';
  /** A part of a text whose repetition is slow. */
  readonly repeated: string;
}

/** Far less than a run has: a pattern that needs more to be judged is let through. */
const TIMEOUT_MS = 5000;

const judged = new Map<string, Slowness | undefined>();

/** Undefined for a pattern that takes time in proportion to the text, or that cannot be judged. */
export function judgePattern(pattern: string): Slowness | undefined {
  if (isPlainlyFast(pattern)) return undefined;
  if (!judged.has(pattern)) judged.set(pattern, judge(pattern));
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

function judge(pattern: string): Slowness | undefined {
  const verdict = loadJudge().checkSync(pattern, 'u', {
    randomSeed: 0,
    timeout: TIMEOUT_MS,
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
