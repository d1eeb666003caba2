/** The type of `NoResult`. An object, because a symbol would have to be annotated at every `static readonly resultModel = NoResult`. */
export interface NoResult {
  readonly '~actionsmith': 'no-result';
}

/** For `resultModel`: the action promises nothing about its result. The same as leaving `resultModel` out. */
export const NoResult: NoResult = { '~actionsmith': 'no-result' };

/** True for the NoResult of any copy of the package. */
export function isNoResult(model: object): model is NoResult {
  return '~actionsmith' in model && model['~actionsmith'] === 'no-result';
}
