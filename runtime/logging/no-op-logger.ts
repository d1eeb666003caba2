import { Logger } from './logger.ts';

/** Reports nothing, and still refuses what no logger accepts. Guide: Testing Actions. */
export class NoOpLogger extends Logger {
  override readonly isSilent = true;

  constructor() {
    super({ write() {} });
  }
}
