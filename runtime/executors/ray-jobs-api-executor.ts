import { RayJobExecutor } from './ray-job-executor.ts';

/** Guide: Ray Jobs API Execution. The same as RayJobExecutor, which speaks the Jobs API as well: one implementation under both names. */
export class RayJobsApiExecutor extends RayJobExecutor {}
