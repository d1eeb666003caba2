// The texts of a page whose contrast with what is behind them is below 4.5 to 1 (WCAG 2, relative luminance).
function channels(color) {
  return (/\(([^)]+)\)/.exec(color)?.[1] ?? '').split(/[ ,/]+/).map(Number);
}

function linear(value) {
  return value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
}

function light(color) {
  const [red, green, blue] = channels(color).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function behind(element) {
  if (element === null) return 'rgb(255, 255, 255)';
  const color = getComputedStyle(element).backgroundColor;
  return channels(color)[3] === 0 ? behind(element.parentElement) : color;
}

function ratio(element) {
  const [ink, paper] = [light(getComputedStyle(element).color), light(behind(element))];
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}

function hasText(element) {
  const isSeen = element.checkVisibility() && !element.closest('script, style, svg');
  return isSeen && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
}

function describe(element) {
  return `${element.tagName}.${element.className} ${ratio(element).toFixed(2)}: ${element.textContent.slice(0, 30)}`;
}

function findWeakTexts() {
  const texts = [...document.body.querySelectorAll('*')].filter(hasText);
  return { count: texts.length, weak: texts.filter((element) => ratio(element) < 4.5).map(describe) };
}

findWeakTexts();
