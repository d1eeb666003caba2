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
