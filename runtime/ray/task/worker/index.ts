/** Entry `actionsmith/ray/task-worker`: the main program of a bundled task's worker. */
export { openTaskWorker, type TaskWorker } from './open-task-worker.ts';
