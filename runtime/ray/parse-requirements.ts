import { ActionsmithError } from '../errors/actionsmith-error.ts';

export interface Requirements {
  readonly packages: readonly string[];
  readonly options: readonly string[];
}

/** Options of pip that concern all packages, and mean the same on the cluster. Those that name files do not. */
const OPTIONS = new Set([
  '-i',
  '--index-url',
  '--extra-index-url',
  '--no-index',
  '-f',
  '--find-links',
  '--pre',
  '--prefer-binary',
  '--no-binary',
  '--only-binary',
  '--trusted-host',
]);

/** A requirements.txt as packages and options of the installer. pip: Requirements File Format. Throws BAD_REQUIREMENTS with file and line. */
export function parseRequirements(text: string, file: string): Requirements {
  const packages: string[] = [];
  const options: string[] = [];
  for (const { line, number } of logicalLines(text)) {
    const refuse = (why: string): ActionsmithError => new ActionsmithError(`${file}:${number}: ${why}`, { code: 'BAD_REQUIREMENTS' });
    if (/:\/\/[^/\s@]+@/.test(line))
      throw refuse('credentials in a URL would be in the job’s metadata, for everybody to read: give them to the cluster instead');
    if (!line.startsWith('-')) {
      if (/^\.{0,2}\//.test(line)) throw refuse('a path leads nowhere on the cluster: put the wheel into the folder wheels');
      packages.push(line);
      continue;
    }
    const words = line.split(/[\s=]+/);
    if (!OPTIONS.has(words[0] ?? '')) throw refuse(`${words[0]} does not travel: write what it stands for into this file`);
    options.push(...words);
  }
  return { packages, options };
}

function* logicalLines(text: string): Generator<{ readonly line: string; readonly number: number }> {
  let joined = '';
  let start = 1;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (joined === '') start = index + 1;
    joined += raw;
    if (joined.endsWith('\\')) {
      joined = joined.slice(0, -1);
      continue;
    }
    const line = joined.replace(/(^|\s)#.*$/, '').trim();
    joined = '';
    if (line !== '') yield { line, number: start };
  }
}
