// Generated from schemas/ray-jobs.schema.json. Do not edit.

/** GET /api/version */
export interface ClusterVersion {
  /** Of the Jobs API; 4 has DELETE. */
  readonly version: string;
  readonly ray_version: string;
  readonly ray_commit?: string;
  /** Another one after a restart of the cluster. */
  readonly session_name: string;
  readonly [key: string]: unknown;
}

/** PENDING, RUNNING, then one of the last three for ever. */
export type JobStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';

/** POST /api/jobs/. Unknown keys are refused by the server, and null ones dropped. */
export interface JobSubmission {
  /** A shell command. It ends up in the log: never a secret. */
  readonly entrypoint: string;
  /** Made by the client, so that a submit may be repeated. */
  readonly submission_id: string;
  readonly runtime_env?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly entrypoint_num_cpus?: number;
  readonly entrypoint_num_gpus?: number;
  /** Bytes. */
  readonly entrypoint_memory?: number;
  readonly entrypoint_resources?: Readonly<Record<string, number>>;
  readonly entrypoint_label_selector?: Readonly<Record<string, string>>;
}

/** The answer to a submission. */
export interface JobSubmitted {
  readonly job_id?: string | null;
  readonly submission_id: string;
  readonly [key: string]: unknown;
}

/** GET /api/jobs/{id} */
export interface JobDetails {
  /** DRIVER: not submitted through the Jobs API. */
  readonly type: 'SUBMISSION' | 'DRIVER';
  readonly submission_id?: string | null;
  /** Of the Ray driver, null until one starts; always null for a program that is no Ray driver. */
  readonly job_id?: string | null;
  readonly status: JobStatus;
  readonly entrypoint: string;
  readonly message?: string | null;
  readonly error_type?: string | null;
  /** Milliseconds since 1970. */
  readonly start_time?: number | null;
  /** Milliseconds since 1970. */
  readonly end_time?: number | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly runtime_env?: Readonly<Record<string, unknown>> | null;
  /** Null while PENDING. */
  readonly driver_node_id?: string | null;
  readonly driver_agent_http_address?: string | null;
  /** Negative for a signal; null for a stopped job. */
  readonly driver_exit_code?: number | null;
  readonly [key: string]: unknown;
}
