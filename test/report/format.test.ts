import { expect, test, vi } from 'vitest';
import { formatBytes, formatNumber, formatTick } from '../../runtime/report/format-number.ts';
import { formatDuration, formatOffset, formatTime, formatZone } from '../../runtime/report/format-time.ts';

test.each([
  [0, '0'],
  [-1.5, '\u22121.5'],
  [0.018039345, '0.0180393'],
  [1234, '1234'],
  [1234567, '1\u2009234\u2009567'],
  [123456.789, '123\u2009457'],
  [0.00001234, '1.234e-5'],
  [1e21, '1e21'],
  [Infinity, 'Infinity'],
])('%d is read as %s', (value, text) => expect(formatNumber(value)).toBe(text));

test.each([
  [0.02, '0.02'],
  [9999, '9999'],
  [120_000, '120k'],
  [-7_520_000_000, '\u22127.52G'],
  [1e15, '1e15'],
])('%d beside an axis is %s', (value, text) => expect(formatTick(value)).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [5_242_881, '5.2 MB'],
  [734_003_200, '734 MB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min'],
  [250_000, '4 min 10 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms are %s', (time, text) => expect(formatDuration(time)).toBe(text));

test.each([
  [0, 'UTC'],
  [-60, 'UTC+1'],
  [210, 'UTC\u22123:30'],
])('a zone %d minutes before UTC is %s', (offset, zone) => {
  const spy = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(offset);
  expect(formatZone(0)).toBe(zone);
  spy.mockRestore();
});

test('a time is that of the clocks here', () => {
  expect(formatTime(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe('2026-01-02 03:04:05');
});

test.each([
  [48, '0.048 s'],
  [59_999, '59.999 s'],
  [60_000, '1:00.0'],
  [1_002_060, '16:42.0'],
  [3_599_990, '59:59.9'],
  [4_602_000, '1:16:42'],
])('%d ms after the start are %s', (time, text) => expect(formatOffset(time)).toBe(text));
