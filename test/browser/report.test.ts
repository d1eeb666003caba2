import { ExecutionError, type RunEvent } from 'actionsmith';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useJourneyPlugin } from '../support/journey-plugin.ts';
import { makeFolder, TOOLKIT } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { useBrowser } from './support/browser.ts';
import timeSearch from './support/time-search.client.js';
import weakTexts from './support/weak-texts.client.js';
import { pictureFile, reportOf } from './support/write-report.ts';

const browser = useBrowser();
const journey = useJourneyPlugin();
const penguins = join(TOOLKIT, 'examples/penguins');

/** Runs an action of a plugin with the command line, and gives the page of the run. */
async function runAndReport(plugin: string, ...words: string[]): Promise<string> {
  await runCli(['run', ...words, '--quiet'], { cwd: plugin });
  return join(plugin, (await runCli(['runs', 'report'], { cwd: plugin })).stdout.trim());
}

const messages = (count: number): RunEvent[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'message', time: index, message: `row ${index}`, context: 'info' }));

describe('the page of the penguins’ training', () => {
  test('says what ran, what came out, how the steps went, and is silent on the console and the network', async () => {
    const { page, complaints } = await browser.open(await runAndReport(penguins, 'train', '--epochs', '40'));
    expect(await page.title()).toBe('train succeeded – penguins');
    expect(await page.locator('h1').innerText()).toBe('train succeeded');
    expect(await page.locator('section').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'result',
      'steps',
      'metrics',
      'progress',
      'params',
      'log',
      'environment',
    ]);
    expect(await page.locator('#steps tbody th').allInnerTexts()).toEqual(['load_dataset', 'train', 'evaluate', 'save_model']);
    expect(await page.locator('#steps .track rect').count()).toBe(4);
    expect(await page.locator('#metrics h3').allInnerTexts()).toEqual(['train', 'evaluate']);
    expect(await page.locator('.chart .name').allInnerTexts()).toEqual(['loss', 'accuracy']);
    expect(await page.locator('#params').innerText()).toMatch(/epochs\s+40\b/);
    expect(await page.locator('#result .tiles').innerText()).toContain('test_accuracy');
    expect(complaints).toEqual([]);
  });

  test('lets a curve be read off by pointer and keys', async () => {
    const { page } = await browser.open(await runAndReport(penguins, 'train', '--epochs', '40'));
    const output = page.locator('.chart output').first();
    const last = await output.innerText();
    const curve = page.locator('.chart svg').first();
    await curve.focus();
    expect(await output.innerText()).toBe(`at 40: ${last}`);
    await page.keyboard.press('Home');
    expect(await output.innerText()).toMatch(/^at 1: 0\.\d+$/);
    await page.keyboard.press('ArrowRight');
    expect(await output.innerText()).toMatch(/^at 2: 0\.\d+$/);
    await page.keyboard.press('Tab');
    expect(await output.innerText()).toBe(last);
    await curve.hover();
    expect(await output.innerText()).toMatch(/^at (17|18|19|20): 0\.\d+$/);
    expect(await page.locator('.chart table').first().locator('tbody tr').count()).toBe(40);
  });

  test('fits a phone, dark rooms and paper', async () => {
    const { page } = await browser.open(await runAndReport(penguins, 'train', '--epochs', '40'));
    for (const [name, width, colorScheme] of [
      ['light', 1180, 'light'],
      ['dark', 1180, 'dark'],
      ['phone', 360, 'light'],
      ['phone-dark', 360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(width);
      await page.screenshot({ path: pictureFile(`penguins-${name}.png`), fullPage: true });
      expect(statSync(pictureFile(`penguins-${name}.png`)).size).toBeGreaterThan(20_000);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('.log').evaluate((log) => log.scrollHeight - log.clientHeight)).toBe(0);
    await page.pdf({ path: pictureFile('penguins.pdf'), format: 'A4' });
  });
});

test('a failed run shows its error, the cause, the author’s line, the attempts and what was undone', async () => {
  const { page, complaints } = await browser.open(await runAndReport(journey.folder, 'climb', '--slips', 'true', '--storm', 'true'));
  expect(await page.locator('h1').innerText()).toBe('climb failed');
  expect(await page.locator('.failed-of').innerText()).toBe('step "camp" failed: a storm came');
  expect(await page.locator('.error-message').allInnerTexts()).toEqual([
    'step "camp" failed: a storm came',
    'a storm came',
    'wind 120 km/h',
  ]);
  expect(await page.locator('.code figcaption').first().innerText()).toMatch(/^src\/steps\.ts:\d+:\d+$/);
  expect(await page.locator('.code .here').first().innerText()).toContain("throw new Error('a storm came', { cause");
  expect(await page.locator('#steps .status').allInnerTexts()).toEqual(['finished', 'undone', 'skipped', 'finished', 'undone', 'failed']);
  expect(await page.locator('#steps rect.failed').count()).toBe(2); // the first attempt at ascend, and camp
  expect(await page.locator('#steps rect.undone').count()).toBe(2);
  expect(await page.locator('#files tbody th').allInnerTexts()).toEqual(['list.txt']);
  for (const [name, width, colorScheme] of [
    ['light', 1180, 'light'],
    ['dark', 1180, 'dark'],
    ['phone', 360, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(width);
    await page.screenshot({ path: pictureFile(`failed-${name}.png`), fullPage: true });
  }
  expect(complaints).toEqual([]);
});

/** One pixel. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const HOSTILE = [
  '</script><img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  "' onmouseover='alert(4)",
  '</style><style>*{display:none}</style>',
  '<!-- <base href="http://evil.example/">',
  '{{constructor}}${alert(5)}',
  'javascript:alert(6)',
  '\u001B[31mred\u0007 \u202Eeslaf\u0000 \u2028 x',
  '&lt;b&gt; &#x3c;',
];

test('text of the run is text, wherever it comes from', async () => {
  const events = HOSTILE.flatMap((text, index): RunEvent[] => [
    { type: 'message', time: 1, message: text, context: 'info', step: text },
    { type: 'log', time: 1, event: text, data: { [text]: text }, file: text },
    { type: 'dev_event', time: 1, message: text, data: { a: text } },
    { type: 'metrics', time: 1, values: { [text]: index, text }, category: text },
    { type: 'metrics', time: 2, values: { [text]: index + 1 }, category: text },
    { type: 'progress', time: 1, current: 1, total: 2, percent: 50, category: text },
    { type: 'step', time: 1, step: text, status: 'started', attempt: 1 },
    { type: 'step', time: 2, step: text, status: 'failed', attempt: 1, error: { name: text, message: text } },
    { type: 'step', time: 3, step: text, status: 'undone', error: { name: text, message: text } },
  ]);
  const all = HOSTILE.join(' ');
  const keys = Object.fromEntries(HOSTILE.map((text) => [text, { [text]: [text, { text }] }]));
  const error = new ExecutionError(all, { code: all, details: keys, cause: new Error(all), rollbackErrors: [new Error(all)] });
  const more = { plugin: all, action: all, env: { [all]: all }, params: keys, events };
  for (const outcome of [keys, error]) {
    const { page, complaints } = await browser.open(await reportOf(makeFolder(), { ...more, outcome }));
    await page.locator('h1').hover();
    expect(await page.locator('img, base, script[src], iframe, svg[onload], [onmouseover], [onerror]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('style').count()).toBe(1);
    expect(await page.locator('h1').innerText()).toContain('</script><img src=x onerror=alert(1)>');
    for (const text of HOSTILE.slice(0, 8)) expect(await page.locator('#log').textContent()).toContain(text);
    expect(await page.locator('#log').textContent()).toContain('\\u001b[31mred\\u0007 \\u202eeslaf\\u0000 \\u2028 x');
    expect(await page.locator('#log').textContent()).toContain('&lt;b&gt; &#x3c;');
    expect(complaints).toEqual([]);
  }
});

describe('the log', () => {
  test('of 10,000 events is searched by words, kind and step, in a moment', async () => {
    const step: RunEvent = { type: 'message', time: 10_000, message: 'row of a step', context: 'warning', step: 'train' };
    const progress: RunEvent = { type: 'progress', time: 10_001, current: 1, total: 2, percent: 50, category: 'train' };
    const other: RunEvent = { type: 'message', time: 10_002, message: 'Needle in the hay', context: 'info', step: 'evaluate' };
    const file = await reportOf(makeFolder(), { events: [...messages(9_997), step, progress, other], outcome: 1 });
    const { page, complaints } = await browser.open(file);
    const shown = page.locator('.log li:visible');
    const count = page.locator('.filters output');
    expect(await count.innerText()).toBe('9999 of 10000 rows'); // progress is not asked for at first
    const search = page.locator('input[type=search]');
    await search.fill('hay NEEDLE');
    await expect.poll(() => count.innerText()).toBe('1 of 10000 rows');
    expect(await shown.allTextContents()).toEqual([expect.stringContaining('Needle in the hay')]);
    await search.fill('');
    await page.locator('select').selectOption('train');
    await expect.poll(() => count.innerText()).toBe('1 of 10000 rows');
    await page.locator('select').selectOption('');
    await page.getByRole('checkbox', { name: 'messages' }).uncheck();
    await page.getByRole('checkbox', { name: 'progress' }).check();
    await expect.poll(() => count.innerText()).toBe('1 of 10000 rows');
    expect(await shown.allTextContents()).toEqual([expect.stringContaining('train 50% (1/2)')]);
    await page.getByRole('checkbox', { name: 'messages' }).check();
    const took = await page.evaluate<number>(timeSearch);
    expect(await count.innerText()).toBe('277 of 10000 rows');
    expect(took).toBeLessThan(2_000); // about 50 ms; a machine may be busy
    expect(complaints).toEqual([]);
  });

  test('of more than a page can hold says what is left out', async () => {
    const { page } = await browser.open(await reportOf(makeFolder(), { events: messages(40_000), outcome: 1 }));
    expect(await page.locator('.log li').count()).toBe(12_000);
    expect(await page.locator('.gap').innerText()).toBe('28000 events are left out here; the run’s events.jsonl has them all');
    expect(await page.locator('.log .text').first().textContent()).toBe('row 0');
    expect(await page.locator('.log .text').last().textContent()).toBe('row 39999');
  });
});

test('a picture that the run named is part of the page, and a script in a picture does nothing', async () => {
  const folder = makeFolder();
  const files = {
    'dot.png': Buffer.from(DOT, 'base64'),
    'plot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"/>',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const events = Object.keys(files).map((name): RunEvent => ({ type: 'log', time: 1, event: 'plot', data: {}, file: join(folder, name) }));
  const { page, complaints } = await browser.open(await reportOf(folder, { events, outcome: 1 }));
  const widths = 'Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth)))';
  expect(await page.evaluate(widths)).toEqual([1, 9]);
  expect(await page.locator('.pictures img').first().getAttribute('alt')).toContain('plot: ');
  expect(complaints).toEqual([]);
});

test('without script, all of it can be read', async () => {
  const file = await runAndReport(penguins, 'train', '--epochs', '5');
  const { page } = await browser.open(file);
  await page.route('**', (route) => route.continue());
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.reload();
  expect(await page.locator('.filters').isVisible()).toBe(false);
  expect(await page.locator('.log li').first().isVisible()).toBe(true);
  expect(await page.locator('.chart path').count()).toBe(2);
});

test('a reader without eyes finds landmarks, headings, labels and tables', async () => {
  const { page } = await browser.open(await runAndReport(journey.folder, 'climb', '--storm', 'true'));
  const roles = await page.locator('body').ariaSnapshot();
  for (const part of [
    'banner',
    'navigation "Contents"',
    'main',
    'contentinfo',
    'heading "climb failed" [level=1]',
    'search "the log"',
    'searchbox "Search"',
    'region "what the run reported"',
    'columnheader "Step"',
    'rowheader "pack"',
    'img "height: 3 values',
  ])
    expect(roles).toContain(part);
  expect(await page.evaluate("[...document.querySelectorAll('input, select')].filter((one) => one.labels.length === 0).length")).toBe(0);
});

describe('text stands out from what is behind it by 4.5 to 1', () => {
  test.each(['light', 'dark'] as const)('in %s', async (colorScheme) => {
    const { page } = await browser.open(await runAndReport(journey.folder, 'climb', '--slips', 'true', '--storm', 'true'));
    await page.emulateMedia({ colorScheme });
    const { count, weak } = await page.evaluate<{ count: number; weak: string[] }>(weakTexts);
    expect(count).toBeGreaterThan(50);
    expect(weak).toEqual([]);
  });
});
