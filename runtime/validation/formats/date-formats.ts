/** RFC 3339 dates and times, and ISO 8601 durations as RFC 3339 appendix A has them. */
export function formatDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

export function formatTime(text: string): boolean {
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (parts === null) return false;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [offsetHour, offsetMinute] = [Number(parts[5] ?? 0), Number(parts[6] ?? 0)];
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const east = parts[4] === '-' ? -1 : 1;
  const utc = hour * 60 + minute - east * (offsetHour * 60 + offsetMinute);
  return second === 60 && ((utc % 1440) + 1440) % 1440 === 1439; // a leap second ends a UTC day
}

export function formatDateTime(text: string): boolean {
  return /^.{10}t/i.test(text) && formatDate(text.slice(0, 10)) && formatTime(text.slice(11));
}

export function formatDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  return /^P(?=.)(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?$/.test(text);
}
