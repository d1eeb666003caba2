/** What a run reports (schemas/run-event.schema.json). One vocabulary for the terminal, files, a backend and a job on a cluster. */
export type {
  CheckpointEvent,
  CheckpointsOpenedEvent,
  DevEvent,
  FailedEvent,
  LogEvent,
  MessageEvent,
  MetricsEvent,
  ProgressEvent,
  ResultEvent,
  RunEvent,
  SerializedError,
  StartedEvent,
  StepEvent,
} from '../../generated/run-event/types.ts';
