import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EVERYTHING } from '../support/everything-plugin.ts';
import { installToolkit, makeFolder, TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { runCli, runShell } from '../support/run-cli.ts';

/** Where a generation runs. */
interface Surroundings {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly umask?: string;
  readonly cwd?: 'the plugin' | 'another folder';
  /** The files of the contract are created last first. */
  readonly reversed?: boolean;
  readonly crlf?: boolean;
  /** Another `node`. */
  readonly node?: string;
}

const GUIDE = { 'config.yaml': readFileSync(join(TOOLKIT, 'test/cases/guide-config/config.yaml'), 'utf8') };
const CONTRACTS = { guide: GUIDE, everything: EVERYTHING };

/** `npm run test:long` goes through all of them, and names another `node`. */
const ALL = process.env.SURROUNDINGS === 'all';
const OTHER_NODE = process.env.OTHER_NODE;

const ONE: Surroundings = { locale: 'de_DE.UTF-8', timeZone: 'America/St_Johns', umask: '000', cwd: 'the plugin' };
const OTHER: Surroundings = {
  locale: 'tr_TR.UTF-8',
  timeZone: 'Asia/Kathmandu',
  umask: '077',
  cwd: 'another folder',
  reversed: true,
  crlf: true,
};

function listAll(): readonly Surroundings[] {
  let all: Surroundings[] = [{}];
  const vary = (values: readonly Surroundings[]): void => void (all = all.flatMap((one) => values.map((value) => ({ ...one, ...value }))));
  vary(['C', 'tr_TR.UTF-8', 'de_DE.UTF-8'].map((locale) => ({ locale })));
  vary(['UTC', 'Asia/Kathmandu'].map((timeZone) => ({ timeZone })));
  vary([{ umask: '022' }, { umask: '077' }]);
  vary([{ cwd: 'the plugin' }, { cwd: 'another folder' }]);
  vary([{ reversed: false }, { reversed: true }]);
  vary([{ crlf: false }, { crlf: true }]);
  return OTHER_NODE === undefined
    ? all
    : [...all, ...all.filter((_, at) => at % 7 === 0).map((one) => Object.assign({}, one, { node: OTHER_NODE }))];
}

/** The owned files and stubs of a contract that was written and generated there. */
async function generateIn(contract: Readonly<Record<string, string>>, given: Surroundings): Promise<Record<string, string>> {
  const folder = makeFolder();
  installToolkit(folder);
  symlinkSync(join(TOOLKIT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'dir');
  const files = given.reversed ? Object.entries(contract).toReversed() : Object.entries(contract);
  for (const [path, text] of files) writeIn(folder, path, given.crlf ? text.replaceAll('\n', '\r\n') : text);
  const { locale, timeZone, umask = '022', cwd = 'the plugin', node = process.execPath } = given;
  const variables = [
    ...(locale === undefined ? [] : [`LANG=${locale}`, `LC_ALL=${locale}`]),
    ...(timeZone === undefined ? [] : [`TZ=${timeZone}`]),
  ];
  const plugin = cwd === 'the plugin' ? '.' : `"${folder}"`;
  // `env`, as bash itself would complain of a locale that the system has not, and Node needs none of the system.
  const command = `umask ${umask} && env ${variables.join(' ')} "${node}" "${join(TOOLKIT, 'dist/cli.js')}" generate ${plugin} --zod`;
  const result = await runShell(command, { cwd: cwd === 'the plugin' ? folder : tmpdir() });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  return readWritten(folder, Object.keys(contract));
}

function readWritten(folder: string, contract: readonly string[]): Record<string, string> {
  const below = ['docs', 'generated', 'src'].filter((name) => existsSync(join(folder, name)));
  const paths = below.flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`),
  );
  const written = ['package.json', ...paths].filter((path) => !contract.includes(path) && statSync(join(folder, path)).isFile());
  return Object.fromEntries(written.toSorted().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test.each(Object.entries(CONTRACTS))(
  'the files of the contract “%s” are the same bytes wherever they are generated',
  async (_name, contract) => {
    const expected = await generateIn(contract, ONE);
    expect(Object.keys(expected)).toContain('generated/contract.json');
    let others = 0;
    for (const surroundings of ALL ? listAll() : [OTHER]) {
      const written = await generateIn(contract, surroundings);
      const different = Object.keys({ ...expected, ...written }).filter((path) => written[path] !== expected[path]);
      expect({ surroundings, different }).toEqual({ surroundings, different: [] });
      others++;
    }
    if (ALL) console.log(`${others} surroundings, ${Object.keys(expected).length} files each: no byte differs`);
  },
);

test('a checkout with CRLF, of the contract and of what was generated, is current', async () => {
  const folder = makeFolder();
  installToolkit(folder);
  symlinkSync(join(TOOLKIT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'dir');
  for (const [path, text] of Object.entries(EVERYTHING)) writeIn(folder, path, text);
  expect((await runCli(['generate', folder, '--zod'])).code).toBe(0);
  const files = { ...EVERYTHING, ...readWritten(folder, Object.keys(EVERYTHING)) };
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text.replaceAll('\n', '\r\n'));
  const { code, stdout, stderr } = await runCli(['generate', folder, '--zod', '--check']);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'Nothing to do: 27 files are current.\n',
    stderr: '',
  });
});

test('this release of Node makes the files that are committed, which another one has made', async () => {
  expect(await runCli(['generate', join(TOOLKIT, 'examples/penguins'), '--check'])).toMatchObject({ code: 0, stderr: '' });
});
