import { constants, copyFile, link, open, rename, rm } from 'node:fs/promises';

/** Beside a file that has to be copied into its place from another file system. */
export const BESIDE = '.actionsmith-tmp';

/** Writes a new file, and returns when the disk has it. */
export async function writeDurably(path: string, text: string | Uint8Array, mode?: number): Promise<void> {
  const file = await open(path, 'w', mode);
  try {
    await file.writeFile(text);
    if (mode !== undefined) await file.chmod(mode); // whatever the umask
    await file.sync();
  } catch (error) {
    throw Object.assign(error as Error, { path }); // a failed write does not say of what
  } finally {
    await file.close();
  }
}

/** Makes the disk have what was renamed into, or removed from, a folder. Windows cannot open one, and needs no more. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Replaces `to` in one moment: nobody ever sees a half of it. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await copyDurably(from, to + BESIDE);
    await rename(to + BESIDE, to);
    await rm(from);
  }
}

/** A second name for the same bytes, or a copy of them where the file system has no second names. Throws EEXIST where `to` is there. */
export async function keepFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    await copyDurably(from, to);
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, to.endsWith(BESIDE) ? 0 : constants.COPYFILE_EXCL);
  const file = await open(to, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
