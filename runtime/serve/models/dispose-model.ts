type Disposer = (this: unknown) => unknown;

/** Ends a model by the first of these that it has; a plain value has none. */
export async function disposeModel(model: unknown): Promise<void> {
  if (typeof model !== 'object' || model === null) return;
  const candidate = model as Readonly<Record<PropertyKey, unknown>>;
  for (const name of [Symbol.asyncDispose, Symbol.dispose, 'dispose', 'close'])
    if (typeof candidate[name] === 'function') return void (await (candidate[name] as Disposer).call(model));
}
