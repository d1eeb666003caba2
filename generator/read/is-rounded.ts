/** True for a whole number beyond 2^53 that prints as another one than was written. `1e21` and `10000000000000000000` are what they say. */
export function isRounded(text: string, value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && significantDigits(text) !== significantDigits(String(value));
}

/** `1.80e4` and `18000` are both 18. The powers of ten are the same where one text was read as the other. */
function significantDigits(text: string): string {
  const [digits = ''] = text.split(/e/i);
  return digits
    .replaceAll(/[^0-9]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
}
