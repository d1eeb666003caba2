/** Whether a number is a whole multiple of another, as their decimal digits say: 19.99 of 0.01, which binary fractions deny. */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  if (!Number.isFinite(value) || !Number.isFinite(divisor)) return false;
  const [left, right] = [decimal(value), decimal(divisor)];
  const shift = left.exponent - right.exponent;
  return (left.digits * 10n ** BigInt(Math.max(shift, 0))) % (right.digits * 10n ** BigInt(Math.max(-shift, 0))) === 0n;
}

/** 19.99 as 1999 and -2. */
function decimal(number: number): { digits: bigint; exponent: number } {
  const [mantissa = '', exponent = '0'] = number.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
