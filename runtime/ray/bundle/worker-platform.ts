import { RayError } from '../../errors/ray-error.ts';

/** Where a bundle will run, in the words of npm. */
export interface WorkerPlatform {
  readonly os: string;
  readonly cpu: string;
  readonly libc: 'glibc' | 'musl';
}

/** What packages say about where they run. https://docs.npmjs.com/cli/configuring-npm/package-json#os */
export interface PlatformLimits {
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
}

/** `linux-x64`, `linux-arm64-musl`. Default: Linux with glibc, as Ray's own images are, on a processor like this one. Throws RayError BAD_PLATFORM. */
export function readPlatform(text: string = `linux-${process.arch}`): WorkerPlatform {
  const [, os, cpu, libc = 'glibc'] = /^(linux|darwin|win32)-(x64|arm64|arm|ia32|ppc64|s390x|riscv64)(?:-(glibc|musl))?$/.exec(text) ?? [];
  if (os !== undefined && cpu !== undefined) return { os, cpu, libc: libc === 'musl' ? 'musl' : 'glibc' };
  throw new RayError(`the platform ${JSON.stringify(text)} is none: write it as linux-x64, or linux-arm64-musl`, { code: 'BAD_PLATFORM' });
}

export function isThisMachine({ os, cpu, libc }: WorkerPlatform): boolean {
  if (os !== process.platform || cpu !== process.arch) return false;
  return os !== 'linux' || libc === (hasGlibc() ? 'glibc' : 'musl');
}

/** True for a package that may be installed there; most say nothing, and may. */
export function runsOn({ os, cpu, libc }: PlatformLimits, platform: WorkerPlatform): boolean {
  const isLinux = platform.os === 'linux';
  return allows(os, platform.os) && allows(cpu, platform.cpu) && (!isLinux || allows(libc, platform.libc));
}

/** True for the name by which packages call the part of themselves that is for a platform: `@img/sharp-linux-x64`, `@rollup/rollup-linux-x64-gnu`. */
export function isNamedFor(name: string, { os, cpu, libc }: WorkerPlatform): boolean {
  const musl = [`${os}musl-${cpu}`, `${os}-${cpu}-musl`];
  const endings = os === 'linux' && libc === 'musl' ? musl : [`${os}-${cpu}`, `${os}-${cpu}-gnu`, `${os}-${cpu}-msvc`];
  return endings.some((ending) => new RegExp(`(?:^|[/-])${ending}$`).test(name));
}

/** What installs the parts for that platform, whatever this one is. */
export function installCommand(name: string, { os, cpu, libc }: WorkerPlatform): string {
  return `npm install --os=${os} --cpu=${cpu}${os === 'linux' ? ` --libc=${libc}` : ''} ${name}`;
}

function allows(list: string | readonly string[] | undefined, value: string): boolean {
  if (list === undefined) return true;
  const entries = typeof list === 'string' ? [list] : list;
  if (entries.includes(`!${value}`)) return false;
  const wanted = entries.filter((entry) => !entry.startsWith('!'));
  return wanted.length === 0 || wanted.includes(value) || wanted.includes('any');
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
