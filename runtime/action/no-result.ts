/** For `resultModel`: the action promises nothing about its result. The same as leaving `resultModel` out. */
export const NoResult: unique symbol = Symbol.for('actionsmith.no-result');
export type NoResult = typeof NoResult;
