import { join } from 'node:path';
import { checkRunEvent } from '../../generated/run-event/validators.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { type ReadLinesOptions, readLines } from './read-lines.ts';
import { RUN_FILES } from './run-folder.ts';

/** What a run reported, in its order. Lines that are no events, such as those of a later version, are left out. */
export async function* readEvents(folder: string, options: ReadLinesOptions = {}): AsyncGenerator<RunEvent, void, undefined> {
  for await (const line of readLines(join(folder, RUN_FILES.events), options)) {
    const checked = checkRunEvent.check(parse(line), { first: true });
    if (checked.ok) yield checked.value;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
