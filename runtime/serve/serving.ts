import { ActionsmithError } from '../errors/actionsmith-error.ts';

/** What a replica does for the author's class: the part of a replica that the class can see. */
export interface Serving {
  readonly modelOfRequest: () => Promise<unknown>;
  readonly modelOfToken: (token: string) => Promise<unknown>;
  readonly inferBatch: (inputs: readonly unknown[]) => Promise<readonly unknown[]>;
}

const servings = new WeakMap<object, Serving>();

/** Ties an instance to the replica that it answers in. */
export function serveWith(deployment: object, serving: Serving): void {
  servings.set(deployment, serving);
}

/** Throws NOT_SERVED for an instance that no replica has made. */
export function servingOf(deployment: object): Serving {
  const serving = servings.get(deployment);
  if (serving !== undefined) return serving;
  throw new ActionsmithError(`${deployment.constructor.name} has models and requests only in a replica: testServe, or serve.run`, {
    code: 'NOT_SERVED',
  });
}
