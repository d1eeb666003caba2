import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface OpenedPage {
  readonly page: Page;
  /** What the console said, what the page threw, and every request that left it. */
  readonly complaints: readonly string[];
}

export interface Browser {
  /** Opens a file as a reader would. The page is closed with the browser. */
  open(file: string): Promise<OpenedPage>;
}

/** For all tests of a file: a headless Chromium with a profile of its own. CHROMIUM names another one than the system's. */
export function useBrowser(): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'actionsmith-browser-'));
  let context: BrowserContext;
  beforeAll(async () => {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: ARGS });
  });
  afterAll(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  return {
    async open(file) {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => void complaints.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => void complaints.push(`thrown: ${error.message}`));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) complaints.push(`request: ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      return { page, complaints };
    },
  };
}
