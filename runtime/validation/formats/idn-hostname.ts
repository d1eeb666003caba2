import { isHostLabel } from './name-formats.ts';
import { decodePunycode, encodePunycode } from './punycode.ts';

/** Code points whose use RFC 5892, section 2.6, decides one by one. */
const ALLOWED_EXCEPTION = /[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]/u;
const REFUSED_EXCEPTION = /[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]/u;
const IN_CONTEXT = /[\u00B7\u0375\u05F3\u05F4\u30FB\u0660-\u0669\u06F0-\u06F9\u200C\u200D]/u;
const OLD_HANGUL = /[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/u;
const LETTER_OR_DIGIT = /[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]/u;
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]/u;
/** Of the scripts in which a letter's form depends on its neighbours, where a join may be broken (RFC 5892, appendix A.1). */
const JOINING = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Phags_Pa}]\\p{Mn}*';
const VIRAMA =
  '[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB' +
  '\u1BF2\u1BF3\u2D7F\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED\u{10A3F}\u{11046}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}' +
  '\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}]';

/** What must not be in a label: a sign away from the neighbours that it needs (RFC 5892, appendix A). */
const OUT_OF_CONTEXT: readonly RegExp[] = [
  /(?<!l)\u00B7|\u00B7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05F3\u05F4]/u,
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*\u30FB[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$/u,
  /[\u0660-\u0669].*[\u06F0-\u06F9]|[\u06F0-\u06F9].*[\u0660-\u0669]/u,
  new RegExp(`(?<!${VIRAMA})\\u200D`, 'u'),
  new RegExp(`(?<!${VIRAMA}|${JOINING})\\u200C|(?<!${VIRAMA})\\u200C(?!\\p{Mn}*${JOINING})`, 'u'),
];

/** A host name whose labels may be of any script: RFC 5890 to 5892 (IDNA 2008), without the rule for mixed directions. */
export function formatIdnHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uFF0E\uFF61]/u);
  if (!labels.every(isLabel)) return false;
  return labels.map(toAscii).join('.').length <= 253;
}

function isLabel(label: string): boolean {
  if (!isAscii(label)) return isUnicodeLabel(label);
  if (!isHostLabel(label)) return false;
  const encoded = /^xn--(.*)$/i.exec(label)?.[1];
  return encoded === undefined || isEncodedLabel(encoded.toLowerCase());
}

/** The spelling of a label that needs it, in the one way in which it is written. */
function isEncodedLabel(encoded: string): boolean {
  const label = decodePunycode(encoded);
  return label !== undefined && !isAscii(label) && encodePunycode(label) === encoded && isUnicodeLabel(label);
}

function isUnicodeLabel(label: string): boolean {
  if (label !== label.normalize('NFC') || /^-|-$|^..--/u.test(label) || /^\p{M}/u.test(label)) return false;
  if (toAscii(label).length > 63 || OUT_OF_CONTEXT.some((fault) => fault.test(label))) return false;
  return [...label].every(isAllowed);
}

/** RFC 5892, section 3, in its order. */
function isAllowed(sign: string): boolean {
  if (ALLOWED_EXCEPTION.test(sign) || IN_CONTEXT.test(sign)) return true;
  if (REFUSED_EXCEPTION.test(sign)) return false;
  if (isAscii(sign)) return /[a-z0-9-]/.test(sign);
  if (OLD_HANGUL.test(sign) || isUnstable(sign) || IGNORABLE.test(sign)) return false;
  return LETTER_OR_DIGIT.test(sign);
}

/** True for what another spelling stands for: capital letters, ligatures, wide forms. */
function isUnstable(sign: string): boolean {
  return sign !== sign.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function toAscii(label: string): string {
  return isAscii(label) ? label : `xn--${encodePunycode(label)}`;
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
