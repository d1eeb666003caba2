export type { CheckpointStore, StepCheckpoint, Workflow } from './checkpoint-store.ts';
export { FileCheckpointStore } from './file-checkpoint-store.ts';
