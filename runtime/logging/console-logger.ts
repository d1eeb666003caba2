import { isInteractive } from './is-interactive.ts';
import { JsonRenderer } from './json-renderer.ts';
import { Logger } from './logger.ts';
import { PlainRenderer } from './plain-renderer.ts';
import { TerminalRenderer } from './terminal-renderer.ts';
import type { TextStream } from './text-stream.ts';

export interface ConsoleLoggerOptions {
  /** Where the lines go; stderr unless told, so that a result on stdout can be piped. */
  readonly stream?: TextStream;
  /** `json`: every event as a line of JSON, for programs. Default: lines to be read. */
  readonly format?: 'text' | 'json';
  /** Draw bars that move. Default: when the stream is a terminal, and not under CI or TERM=dumb. */
  readonly interactive?: boolean;
  /** Colours. Default: when bars are drawn and NO_COLOR is not set. */
  readonly color?: boolean;
}

/**
 * Guide: Logging and Metrics. Progress bars in a terminal, plain lines when piped. Events of a remote run are written to it as well,
 * so that a run on a cluster looks like a local one.
 */
export class ConsoleLogger extends Logger {
  constructor(options: ConsoleLoggerOptions = {}) {
    const stream: TextStream = options.stream ?? process.stderr;
    const interactive = options.interactive ?? isInteractive(stream);
    const color = options.color ?? (interactive && !process.env['NO_COLOR']);
    super(
      options.format === 'json' ? new JsonRenderer(stream) : interactive ? new TerminalRenderer(stream, color) : new PlainRenderer(stream),
    );
  }
}
