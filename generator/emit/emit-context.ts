import type { Styles } from '../plan/style/read-styles.ts';

/** What every emitter knows beside its piece of the model. */
export interface EmitContext {
  readonly pluginCode: string;
  /** The folder of owned files, relative to the plugin: `generated`. */
  readonly out: string;
  /** How relative imports end in the author's project, by their tsconfig. */
  readonly ending: '.js' | '.ts';
  /** How a file, named relative to the plugin, is printed. */
  readonly styles: Styles['of'];
}
