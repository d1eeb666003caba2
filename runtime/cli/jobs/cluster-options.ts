import type { RayRun } from '../../executors/ray-run.ts';

/** What every command about jobs takes. */
export interface ClusterOptions {
  /** Of the dashboard, or `auto`. */
  readonly address: string;
  readonly json?: boolean;
}

/** One line of JSON, or the text, on stdout. */
export function print(options: { readonly json?: boolean }, json: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(json)}\n` : `${text}\n`);
}

/** The part of the line about the cluster that says where Node comes from. */
export function nodeOf({ node }: Pick<RayRun, 'node'>): string {
  return node === undefined ? '' : `, ${node.why}`;
}
