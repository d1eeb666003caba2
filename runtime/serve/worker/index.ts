/** Entry `actionsmith/serve/worker`: the main program of a bundled deployment's replica. */
export { openServeWorker, type ServeWorker } from './open-serve-worker.ts';
