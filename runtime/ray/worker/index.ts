/** Entry `actionsmith/ray/worker`: the main program of a bundled job. */
export { runWorker } from './run-worker.ts';
