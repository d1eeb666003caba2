import type { ActionModel, PluginModel, StepModel } from '../model/plugin-model.ts';

/** One file that a contract asks for. `owned`: the generator rewrites it; `scaffold`: written once, then the author's. */
export type PlannedFile = PlannedPlace & PlannedContent;

export interface PlannedPlace {
  readonly ownership: 'owned' | 'scaffold';
  /** Relative to the plugin's folder, with forward slashes. */
  readonly path: string;
}

/** What goes into it; the emitter is chosen by `kind`. */
export type PlannedContent =
  | { readonly kind: 'types' | 'validators' | 'action-base' | 'step-bases'; readonly action: ActionModel }
  | { readonly kind: 'plugin' | 'ui-schema'; readonly plugin: PluginModel }
  | { readonly kind: 'action-scaffold'; readonly actions: readonly ActionModel[] }
  | { readonly kind: 'step-scaffold'; readonly action: ActionModel; readonly step: StepModel };
