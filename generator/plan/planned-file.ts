import type { ActionModel, PluginModel, StepModel } from '../model/plugin-model.ts';

/** One file that a contract asks for. `owned`: the generator rewrites it; `scaffold`: written once, then the author's. */
export type PlannedFile = PlannedPlace & PlannedContent;

export interface PlannedPlace {
  readonly ownership: 'owned' | 'scaffold';
  /** Relative to the plugin's folder, with forward slashes. */
  readonly path: string;
}

/** A function that the contract names as `x-validate`, and the types that it is asked about. */
export interface PlannedHook {
  readonly exportName: string;
  readonly of: readonly { readonly action: ActionModel; readonly typeName: string }[];
}

/** What goes into it; the emitter is chosen by `kind`. */
export type PlannedContent =
  | { readonly kind: 'types' | 'validators' | 'rules' | 'action-base' | 'step-bases' | 'test-kit'; readonly action: ActionModel }
  | { readonly kind: 'plugin' | 'ui-schema' | 'docs' | 'package'; readonly plugin: PluginModel }
  | { readonly kind: 'action-scaffold'; readonly actions: readonly ActionModel[] }
  | { readonly kind: 'hooks-scaffold'; readonly hooks: readonly PlannedHook[] }
  | { readonly kind: 'step-scaffold'; readonly action: ActionModel; readonly step: StepModel };
