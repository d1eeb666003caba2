/** What a run printed, line by line, without the ends of lines: `readLines(run.logs())`. What is no UTF-8 becomes U+FFFD; the last line may lack its end. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let line = '';
  for await (const bytes of chunks) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    line += first;
    for (const next of others) {
      yield withoutReturn(line);
      line = next;
    }
  }
  line += decoder.decode();
  if (line !== '') yield line;
}

/** Of CR LF. Those in mid-line are the author's: progress bars. */
function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
