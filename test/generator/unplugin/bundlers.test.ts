import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vite from 'vite';
import vitePlugin from 'actionsmith/vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { breakContract, type Built, makeApp, mendContract, renameParam } from '../../support/build-lane.ts';
import { buildLanes } from '../../support/build-lanes.ts';

const OPTIONS = { root: 'plugins/fruit' };
const formOf = (app: string): string => readFileSync(join(app, 'plugins/fruit/generated/ui-schema.json'), 'utf8');

describe.each(buildLanes.map((lane) => [lane.name, lane] as const))('in a build of %s', (_, { build, watch }) => {
  test('what the contract asks for is there before the first module is read', async () => {
    const app = makeApp();
    const { code, errors } = await build(app, OPTIONS);
    expect(errors).toEqual([]);
    expect(code).toContain('epochs');
  });

  test('a mistake in the contract is an error of the build, with file and line', async () => {
    const app = makeApp();
    await build(app, OPTIONS);
    breakContract(app);
    const { errors } = await build(app, OPTIONS);
    expect(errors[0]).toMatchObject({ file: join(app, 'plugins/fruit/config.yaml'), line: 5 });
    expect(errors[0]?.text).toContain('schemas/trian.json');
  });

  test('with check, nothing is written, and what is not current fails the build', async () => {
    const app = makeApp();
    await build(app, OPTIONS);
    expect((await build(app, { ...OPTIONS, check: true })).errors).toEqual([]);
    renameParam(app, 'passes');
    const { errors } = await build(app, { ...OPTIONS, check: true });
    expect(errors[0]?.text).toContain('not current: generated/plugin.ts, generated/train/action.ts');
    expect(errors[0]?.text).toContain('plugins/fruit and commit the result');
    expect(formOf(app)).toContain('epochs');
  });

  test('a change of the contract is built once more, a mistake in it is shown until it is mended, and then there is silence', async () => {
    const app = makeApp();
    const builds: Built[] = [];
    const close = await watch(app, OPTIONS, (built) => builds.push(built));
    onTestFinished(close);
    const reaches = (what: (built: Built) => boolean): Promise<void> => until(() => what(builds.at(-1) ?? { code: '', errors: [] }));
    await reaches(({ code }) => code.includes('epochs'));
    renameParam(app, 'passes');
    await reaches(({ code }) => code.includes('passes'));
    breakContract(app);
    await reaches(({ errors }) => errors.some(({ text }) => text.includes('trian')));
    mendContract(app);
    await reaches(({ code }) => code.includes('passes'));
    await quiet(() => builds.length);
    expect(builds.length).toBeLessThan(12);
  });
});

test('the development server of Vite generates when the contract changes, without being started again', async () => {
  const app = makeApp();
  const said: string[] = [];
  const logger = { ...vite.createLogger('silent'), error: (text: string) => void said.push(text) };
  const server = await vite.createServer({
    root: app,
    configFile: false,
    customLogger: logger,
    plugins: [vitePlugin(OPTIONS)],
    server: { port: 0, host: '127.0.0.1' },
  });
  onTestFinished(() => server.close());
  await server.listen();
  await until(() => existsSync(join(app, 'plugins/fruit/generated/ui-schema.json')));
  renameParam(app, 'passes');
  await until(() => formOf(app).includes('passes'));
  breakContract(app);
  await until(() => said.some((text) => text.includes('plugins/fruit/config.yaml:5:') && text.includes('trian')));
});

/** Bundlers look at the disk in their own time. */
async function until(isThere: () => boolean): Promise<void> {
  await expect.poll(isThere, { timeout: 30_000, interval: 20 }).toBe(true);
}

/** Resolves when nothing was counted for a while. */
async function quiet(count: () => number): Promise<void> {
  let last = -1;
  await expect
    .poll(
      () => {
        const same = count() === last;
        last = count();
        return same;
      },
      { timeout: 30_000, interval: 600 },
    )
    .toBe(true);
}
