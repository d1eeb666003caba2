/** The spelling of a label in ASCII: RFC 3492 with the parameters of its section 5. Ours, because generated code needs no package. */
const BASE = 36;
const FIRST_BIAS = 72;
const FIRST_POINT = 128;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What follows `xn--`. Section 6.3. */
export function encodePunycode(label: string): string {
  const points = [...label].map((sign) => sign.codePointAt(0)!);
  const basic = points.filter((point) => point < FIRST_POINT);
  let encoded = basic.length > 0 ? `${String.fromCharCode(...basic)}-` : '';
  let written = basic.length;
  let bias = FIRST_BIAS;
  let delta = 0;
  for (let point = FIRST_POINT; written < points.length; point++, delta++) {
    const next = Math.min(...points.filter((each) => each >= point));
    delta += (next - point) * (written + 1);
    point = next;
    for (const each of points) {
      if (each < point) delta++;
      if (each !== point) continue;
      encoded += writeInteger(delta, bias);
      bias = adapt(delta, written + 1, written === basic.length);
      delta = 0;
      written++;
    }
  }
  return encoded;
}

/** The label of what follows `xn--`, in small letters; undefined where that is no Punycode. Section 6.2. */
export function decodePunycode(encoded: string): string | undefined {
  const end = encoded.lastIndexOf('-');
  const signs = Array.from(encoded.slice(0, Math.max(0, end)));
  const basic = signs.length;
  let bias = FIRST_BIAS;
  let point = FIRST_POINT;
  let index = 0;
  for (let read = end + 1; read < encoded.length; index++) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = read < encoded.length ? DIGITS.indexOf(encoded.charAt(read++)) : -1;
      if (digit < 0) return undefined;
      index += digit * weight;
      if (digit < threshold(k, bias)) break;
      weight *= BASE - threshold(k, bias);
    }
    const size = signs.length + 1;
    bias = adapt(index - before, size, signs.length === basic);
    point += Math.floor(index / size);
    if (point > 0x10_ff_ff) return undefined;
    index %= size;
    signs.splice(index, 0, String.fromCodePoint(point));
  }
  return signs.join('');
}

/** Little-endian, with digits whose weight depends on the bias. */
function writeInteger(value: number, bias: number): string {
  let written = '';
  let rest = value;
  for (let k = BASE; ; k += BASE) {
    const least = threshold(k, bias);
    if (rest < least) return written + DIGITS.charAt(rest);
    written += DIGITS.charAt(least + ((rest - least) % (BASE - least)));
    rest = Math.floor((rest - least) / (BASE - least));
  }
}

function threshold(k: number, bias: number): number {
  return Math.min(26, Math.max(1, k - bias));
}

/** Section 6.1. */
function adapt(delta: number, size: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / size);
  let k = 0;
  for (; rest > 455; k += BASE) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
