type Write = typeof process.stdout.write;

let kept: Write | undefined;

/** From now on what the author’s code prints on stdout goes to stderr: with `--json`, a program must be able to parse all of stdout. */
export function keepStdout(): void {
  if (kept !== undefined) return;
  kept = process.stdout.write.bind(process.stdout) as Write;
  process.stdout.write = process.stderr.write.bind(process.stderr) as Write;
}

/** Writes on stdout itself, kept or not. */
export function writeToStdout(text: string): void {
  if (kept === undefined) process.stdout.write(text);
  else kept(text);
}
