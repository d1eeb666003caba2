import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Draft, JsonSchema } from '../../generator/model/schema/index.ts';

/** The suite knows the drafts of JSON Schema; OpenAPI's own is none. */
export type SuiteDraft = Exclude<Draft, 'openapi-3.0'>;

/** One schema of the suite with its instances. */
export interface SuiteGroup {
  readonly draft: SuiteDraft;
  /** `draft7/ref.json: remote ref, containing refs itself` */
  readonly name: string;
  readonly schema: JsonSchema;
  readonly tests: readonly SuiteTest[];
}

export interface SuiteTest {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

export interface OfficialSuite {
  readonly groups: readonly SuiteGroup[];
  /** The documents that the suite serves at http://localhost:1234/. */
  readonly remotes: ReadonlyMap<string, unknown>;
}

/** The JSON-Schema-Test-Suite is no package, but the Python validator carries it in its source distribution. */
const PACKAGE = 'jsonschema';
const VERSION = '4.26.0';
const SHA256 = '0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326';
const CACHE = fileURLToPath(new URL('../../.actionsmith/cache/', import.meta.url));
const FOLDERS: Readonly<Record<SuiteDraft, string>> = {
  '4': 'draft4',
  '7': 'draft7',
  '2019-09': 'draft2019-09',
  '2020-12': 'draft2020-12',
};

export const DRAFTS: readonly SuiteDraft[] = ['4', '7', '2019-09', '2020-12'];

/** The required tests of the official suite. Downloads it with pip the first time; throws when that is not possible. */
export function officialSuite(): OfficialSuite {
  const folder = join(CACHE, `${PACKAGE}-${VERSION}`);
  if (!existsSync(folder)) download(folder);
  const json = join(folder, 'json');
  return { groups: DRAFTS.flatMap((draft) => readGroups(join(json, 'tests', FOLDERS[draft]), draft)), remotes: readRemotes(json) };
}

function download(folder: string): void {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'download-'));
  try {
    const python = process.platform === 'win32' ? 'python' : 'python3';
    const options = ['--quiet', '--no-deps', '--no-binary', PACKAGE, '--dest', work];
    execFileSync(python, ['-m', 'pip', 'download', ...options, `${PACKAGE}==${VERSION}`], { stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = join(work, `${PACKAGE}-${VERSION}.tar.gz`);
    const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
    if (digest !== SHA256) throw new Error(`${PACKAGE} ${VERSION} has another digest than expected: ${digest}`);
    execFileSync('tar', ['-xzf', archive, '-C', work]);
    renameSync(join(work, `${PACKAGE}-${VERSION}`), folder); // all of it or nothing
  } finally {
    rmSync(work, { recursive: true });
  }
}

function readGroups(folder: string, draft: SuiteDraft): SuiteGroup[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const groups = readJson(join(folder, file)) as { description: string; schema: JsonSchema; tests: SuiteTest[] }[];
    return groups.map(({ description, schema, tests }) => ({ draft, name: `${FOLDERS[draft]}/${file}: ${description}`, schema, tests }));
  });
}

function readRemotes(json: string): Map<string, unknown> {
  const root = join(json, 'remotes');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((file) => [`http://localhost:1234/${relative(root, join(root, file)).split(sep).join('/')}`, readJson(join(root, file))]),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
