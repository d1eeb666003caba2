import { BaseAction } from 'actionsmith';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the secret of `secretive` is found, wherever it runs on this machine. */
export const SECRET_FILE: string = join(tmpdir(), `actionsmith-contract-secret-${process.pid}`);

/** Reports of every kind, in an order that can be told. */
export class Report extends BaseAction {
  override execute(): string {
    for (let epoch = 1; epoch <= 3; epoch++) {
      this.log('epoch', { epoch }, { file: `weights-${epoch}.json` });
      this.setProgress(epoch, 3, 'train');
      this.setMetrics({ loss: 1 / epoch }, 'train');
      this.ctx.logMessage(`epoch ${epoch} is done`, { context: 'success' });
    }
    return 'reported';
  }
}

/** What arrived of a long text. */
export class Measure extends BaseAction<{ readonly text: string }, { length: number; sha256: string }> {
  override execute(): { length: number; sha256: string } {
    return { length: this.params.text.length, sha256: digest(this.params.text) };
  }
}

/** A long text that compresses badly and is not ASCII alone. */
export class Big extends BaseAction<{ readonly bytes: number }, string> {
  override execute(): string {
    return longText(this.params.bytes);
  }
}

/** Prints every byte there is, between two events. */
export class Print extends BaseAction {
  override async execute(): Promise<string> {
    this.log('before');
    await new Promise<void>((resolve) => void process.stdout.write(everyByte(), () => resolve()));
    this.log('after');
    return 'printed';
  }
}

/** Says its secret in every way it can. */
export class Secretive extends BaseAction<{ readonly fail?: boolean }, string> {
  override execute(): string {
    const token = this.ctx.secrets['TOKEN'] ?? '';
    this.log('token', { token, encoded: Buffer.from(token).toString('base64') });
    this.ctx.logMessage(`the token is ${token}`);
    this.setMetrics({ [token]: 1 }, 'train');
    if (this.params.fail) throw new Error(`refused: ${token}`);
    return digest(token);
  }
}

/** 64 KiB of all bytes, many of them no UTF-8, and without a line break at the end. */
export function everyByte(): Buffer {
  return Buffer.from(Array.from({ length: 65_536 }, (_, at) => (at * 7 + (at >> 8)) % 256));
}

export function longText(bytes: number): string {
  let text = '';
  for (let at = 0; text.length < bytes; at++) text += `${digest(String(at))}é\n`;
  return text.slice(0, bytes);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
