import { existsSync } from 'node:fs';
import { basename } from 'node:path';

/** A file, and a JSON pointer to a part of it: `api.yaml#/components/schemas/Pet`. A file may have # in its name. */
export function splitPlace(place: string): [path: string, pointer: string] {
  const at = existsSync(place) ? -1 : place.indexOf('#/');
  return at === -1 ? [place.replace(/#$/, ''), ''] : [place.slice(0, at), decoded(place.slice(at + 1))];
}

/** The same without the folders: what generated files say of where they are from. */
export function shownPlace(place: string): string {
  const [path, pointer] = splitPlace(place);
  return basename(path) + (pointer === '' ? '' : `#${pointer}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
