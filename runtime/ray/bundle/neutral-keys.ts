const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** How the bundler names a CommonJS module that lies outside of the plugin: `"../../home/me/tool/node_modules/yaml/dist/index.js"(`. */
const KEY = /"((?:\.\.\/)+[^"\n]*?)node_modules\/[^"\n]+"\(/g;

/** The modules without the way from the plugin to packages that lie elsewhere, which is another one on every machine; columns of their source maps follow. */
export function neutralKeys(modules: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = { ...modules };
  for (const [name, text] of Object.entries(modules)) {
    if (name.endsWith('.map')) continue;
    const lines = text.split('\n');
    const cuts = lines.map((line) => [...line.matchAll(KEY)].map((match) => ({ at: match.index + 1, length: match[1]!.length })));
    if (cuts.every(({ length }) => length === 0)) continue;
    found[name] = lines.map((line) => line.replaceAll(KEY, (key, way: string) => `"${key.slice(1 + way.length)}`)).join('\n');
    const map = modules[`${name}.map`];
    if (map !== undefined) found[`${name}.map`] = shiftColumns(map, cuts);
  }
  return found;
}

interface Cut {
  /** The column. */
  readonly at: number;
  readonly length: number;
}

/** A segment of a source map says how far it is from the one before it on its line: only the first one after a cut is nearer now. ECMA-426. */
function shiftColumns(map: string, cuts: readonly (readonly Cut[])[]): string {
  const { mappings, ...rest } = JSON.parse(map) as { readonly mappings: string };
  const lines = mappings.split(';').map((line, index) => {
    const left = [...(cuts[index] ?? [])];
    if (left.length === 0 || line === '') return line;
    let column = 0;
    const segments = line.split(',').map((segment) => {
      const { value, length } = readNumber(segment);
      column += value;
      let removed = 0;
      while (left[0] !== undefined && left[0].at < column) removed += left.shift()!.length;
      return writeNumber(value - removed) + segment.slice(length);
    });
    return segments.join(',');
  });
  return JSON.stringify({ ...rest, mappings: lines.join(';') });
}

/** The first number of a segment, never negative, and how many characters it takes. */
function readNumber(segment: string): { readonly value: number; readonly length: number } {
  let value = 0;
  for (let length = 0; ; length++) {
    const digit = DIGITS.indexOf(segment[length]!);
    value += (digit & 31) * 32 ** length;
    if ((digit & 32) === 0) return { value: value / 2, length: length + 1 };
  }
}

function writeNumber(value: number): string {
  let text = '';
  for (let left = value * 2; ; left = Math.floor(left / 32)) {
    text += DIGITS[(left % 32) + (left >= 32 ? 32 : 0)];
    if (left < 32) return text;
  }
}
