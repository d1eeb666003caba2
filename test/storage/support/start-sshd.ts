import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type StartedServer, startServer } from './start-server.ts';

export interface Sshd extends StartedServer {
  readonly username: string;
  /** The path of a key that it takes. */
  readonly key: string;
  /** As `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
}

/** OpenSSH's sshd with SFTP for whoever runs the tests, by key only. It keeps all that it needs in the folder. */
export async function startSshd(folder: string): Promise<Sshd> {
  mkdirSync(folder, { recursive: true });
  const [host, key] = [join(folder, 'host'), join(folder, 'client')];
  for (const path of [host, key]) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  copyFileSync(`${key}.pub`, join(folder, 'authorized'));
  for (const path of [folder, host, key, join(folder, 'authorized')]) chmodSync(path, path === folder ? 0o700 : 0o600);
  const username = userInfo().username;
  const config = join(folder, 'sshd_config');
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true }); // where it drops its privileges to
  writeFileSync(
    config,
    [
      `HostKey ${host}`,
      `AuthorizedKeysFile ${join(folder, 'authorized')}`,
      'AuthenticationMethods publickey',
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin prohibit-password',
      'PidFile none',
      'Subsystem sftp internal-sftp',
      '',
    ].join('\n'),
  );
  const server = await startServer((port) => [
    '/usr/sbin/sshd',
    '-D',
    '-e',
    '-f',
    config,
    '-o',
    'ListenAddress=127.0.0.1',
    '-p',
    String(port),
  ]);
  const fingerprint = /SHA256:\S+/.exec(execFileSync('ssh-keygen', ['-l', '-f', `${host}.pub`], { encoding: 'utf8' }))![0];
  return { ...server, username, key, fingerprint: fingerprint.trim() };
}
