/** The part of a stream that rendering needs: process.stderr, or a fake in a test. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
