import type { AuditEntry } from '../audit.ts';
import type { ItemRef, PascalOrigin } from '../dataset-item.ts';

/** A dataset in a folder, open for reading: its items in a fixed order, each loaded when it is its turn. */
export interface DatasetReader {
  readonly refs: readonly ItemRef[];
  /** What the dataset as a whole declares; undefined where only its items know. */
  readonly declared: DeclaredSchema | undefined;
  /** What was left out before any item: links that lead out, files beside the point. */
  readonly notes: readonly AuditEntry[];
  readonly close: () => Promise<void>;
}

export interface DeclaredSchema {
  readonly classes: readonly string[];
  readonly keypoints: ReadonlyMap<string, readonly string[]>;
  readonly keypointDimensions?: 2 | 3;
  /** Which shapes there are. */
  readonly shapes: Shapes;
}

export interface Shapes {
  readonly outlines: boolean;
  readonly keypoints: boolean;
}

export interface ReaderOptions {
  /** True where the dataset has to be in splits, false where folders of splits are no splits; by default what is there. */
  readonly categorized?: boolean | undefined;
  readonly pascalOrigin?: PascalOrigin | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function refusedLinks(folder: string, refused: readonly string[]): AuditEntry[] {
  return refused.map((name) => ({ file: [folder, name].filter(Boolean).join('/'), outcome: 'skipped', reason: 'LINK_LEAVES_FOLDER' }));
}
