import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runsFromSource, toolkitRoot } from '../../discovery/toolkit-entries.ts';
import { type ZipEntries, zipFiles } from '../bundle/zip-files.ts';

/** What a gateway is told, in a file of its package. */
export interface GatewaySettings {
  /** Of the record in which it says where it listens. */
  readonly nonce: string;
  /** SHA-256 of the token that the client shows, in hex: who can read the package still cannot use the gateway. */
  readonly tokenHash: string;
  /** 0: any free port. */
  readonly port: number;
  readonly startSeconds: number;
  readonly leaseSeconds: number;
  readonly idleSeconds: number;
}

/** SHA-256 in hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The package of the gateway's job: Python for Ray, and of the author's only the wheels that the runtime_env names. */
export async function packageGateway(settings: GatewaySettings, wheels: ZipEntries = {}): Promise<Uint8Array> {
  const folder = join(toolkitRoot(), runsFromSource ? 'runtime/ray/task/shim' : 'dist/task-shim');
  const names = (await readdir(folder)).filter((name) => /\.(?:py|sh)$/.test(name));
  const files = await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(join(folder, name)))] as const));
  return zipFiles({ ...wheels, ...Object.fromEntries(files), 'gateway.json': Buffer.from(JSON.stringify(settings)) });
}
