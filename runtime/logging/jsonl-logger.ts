import { JsonlFile } from './jsonl-file.ts';
import { Logger, type LoggerOptions } from './logger.ts';

export interface JsonlLoggerOptions extends LoggerOptions {
  /** Made with its folders where it is not there; else lines are added to it. */
  readonly file: string;
}

/** Guide: Logging and Metrics. Every event as a line of JSON in a file, for programs, and for reading later. Throws where the file cannot be opened. */
export class JsonlLogger extends Logger {
  constructor({ file, ...options }: JsonlLoggerOptions) {
    super(new JsonlFile(file), options);
  }
}
