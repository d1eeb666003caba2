/** Entry `actionsmith/ray/worker`: the main program of a bundled job. */
export { type BundledAction, openWorker, type Worker } from './run-worker.ts';
