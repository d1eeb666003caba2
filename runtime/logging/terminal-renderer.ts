import { describeEvent, progressLabel } from './describe-event.ts';
import type { EventSink } from './event-sink.ts';
import { makePrintable } from './make-printable.ts';
import type { ProgressEvent, RunEvent } from './run-event.ts';
import type { TextStream } from './text-stream.ts';

const BAR_WIDTH = 24;
const ERASE_LINE = '\u001B[2K\r';
const COLORS = { success: 32, warning: 33, danger: 31, failed: 31, dim: 2 } as const;

/** Events for a terminal: lines above, and on the last line a bar that moves. A bar that is full stays as a line. */
export class TerminalRenderer implements EventSink {
  readonly #stream: TextStream;
  readonly #color: boolean;
  #bar: { readonly label: string; readonly text: string } | undefined;

  constructor(stream: TextStream, color: boolean) {
    this.#stream = stream;
    this.#color = color;
  }

  write(event: RunEvent): void {
    if (event.type === 'progress') return this.#draw(event);
    if (event.type === 'result' || event.type === 'failed') return this.#settle();
    const line = describeEvent(event);
    if (line === undefined) return;
    const bar = this.#bar === undefined ? '' : this.#bar.text;
    this.#stream.write(`${this.#erase()}${this.#paint(makePrintable(line), colorOf(event))}\n${bar}`);
  }

  close(): void {
    this.#settle();
  }

  #draw(event: ProgressEvent): void {
    const label = makePrintable(progressLabel(event));
    const text = this.#fit(
      `${label} ${drawBar(event.percent)} ${String(Math.floor(event.percent)).padStart(3)}% ${event.current}/${event.total}`,
    );
    if (this.#bar !== undefined && this.#bar.label !== label) this.#settle();
    this.#stream.write(`${this.#erase()}${text}`);
    this.#bar = { label, text };
    if (event.percent >= 100) this.#settle();
  }

  /** Leaves the bar as it is and goes on below it. */
  #settle(): void {
    if (this.#bar !== undefined) this.#stream.write('\n');
    this.#bar = undefined;
  }

  #erase(): string {
    return this.#bar === undefined ? '' : ERASE_LINE;
  }

  /** A bar that wraps cannot be erased again. */
  #fit(text: string): string {
    return text.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 1));
  }

  #paint(text: string, color: keyof typeof COLORS | undefined): string {
    return this.#color && color !== undefined ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text;
  }
}

function drawBar(percent: number): string {
  const full = Math.round((percent / 100) * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}

function colorOf(event: RunEvent): keyof typeof COLORS | undefined {
  if (event.type === 'message') return event.context === 'info' ? undefined : event.context;
  if (event.type === 'step') return event.status === 'failed' ? 'failed' : 'dim';
  return event.type === 'dev_event' ? 'dim' : undefined;
}
