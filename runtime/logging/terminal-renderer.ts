import { describeEvent, progressLabel } from './describe-event.ts';
import { drawBar, fitLine } from './draw-bar.ts';
import type { EventSink } from './event-sink.ts';
import { makePrintable } from './make-printable.ts';
import type { ProgressEvent, RunEvent } from './run-event.ts';
import type { TextStream } from './text-stream.ts';

/** A terminal shows no more bars than that; of the others, the one that has waited longest stays as a line. */
const MOST_BARS = 8;
/** Nobody sees more pictures a second, and a terminal is slow. */
const REDRAW_MS = 50;
const ERASE_LINE = '\u001B[2K\r';
const UP_AND_ERASE = '\u001B[1A\u001B[2K\r';
const COLORS = { success: 32, warning: 33, danger: 31, failed: 31, dim: 2 } as const;

/**
 * Events for a terminal: lines above, and below them a bar for each category that is on its way. A bar that is full stays as a line.
 * The cursor stays at the end of the last bar.
 */
export class TerminalRenderer implements EventSink {
  readonly #stream: TextStream;
  readonly #color: boolean;
  /** Label to text, the one that moved last at the end. */
  readonly #bars = new Map<string, string>();
  /** The bars as they are on the screen. */
  #shown = '';
  #drawnAt = 0;

  constructor(stream: TextStream, color: boolean) {
    this.#stream = stream;
    this.#color = color;
  }

  write(event: RunEvent): void {
    if (event.type === 'progress') return this.#move(event);
    if (event.type === 'result' || event.type === 'failed') return this.#settle();
    const line = describeEvent(event);
    if (line !== undefined) this.#redraw(`${this.#paint(makePrintable(line), colorOf(event))}\n`);
  }

  close(): void {
    this.#settle();
  }

  #move(event: ProgressEvent): void {
    const label = makePrintable(progressLabel(event));
    const isNew = !this.#bars.has(label);
    this.#bars.delete(label);
    const text = fitLine(
      `${label} ${drawBar(event.percent)} ${String(Math.floor(event.percent)).padStart(3)}% ${event.current}/${event.total}`,
      this.#stream,
    );
    if (event.percent >= 100) return this.#redraw(`${text}\n`);
    this.#bars.set(label, text);
    if (this.#bars.size > MOST_BARS) return this.#dropOldest();
    if (isNew || Math.abs(event.time - this.#drawnAt) >= REDRAW_MS) this.#redraw('', event.time);
  }

  #dropOldest(): void {
    const [label = '', text = ''] = this.#bars.entries().next().value ?? [];
    this.#bars.delete(label);
    this.#redraw(`${text}\n`);
  }

  /** What is to stay, and the bars below it. */
  #redraw(above: string, now: number = this.#drawnAt): void {
    const bars = [...this.#bars.values()].join('\n');
    this.#stream.write(`${this.#erase()}${above}${bars}`);
    this.#shown = bars;
    this.#drawnAt = now;
  }

  /** Leaves the bars as they are and goes on below them. */
  #settle(): void {
    if (this.#shown !== [...this.#bars.values()].join('\n')) this.#redraw('');
    if (this.#shown !== '') this.#stream.write('\n');
    this.#bars.clear();
    this.#shown = '';
  }

  #erase(): string {
    return this.#shown === '' ? '' : ERASE_LINE + UP_AND_ERASE.repeat(this.#shown.split('\n').length - 1);
  }

  #paint(text: string, color: keyof typeof COLORS | undefined): string {
    return this.#color && color !== undefined ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text;
  }
}

function colorOf(event: RunEvent): keyof typeof COLORS | undefined {
  if (event.type === 'message') return event.context === 'info' ? undefined : event.context;
  if (event.type === 'step') return event.status === 'failed' ? 'failed' : 'dim';
  return event.type === 'dev_event' ? 'dim' : undefined;
}
