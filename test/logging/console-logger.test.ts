import { ConsoleLogger } from 'actionsmith';
import { describe, expect, test, vi } from 'vitest';

function render(options: { interactive: boolean; color?: boolean; columns?: number }, report: (logger: ConsoleLogger) => void): string {
  let text = '';
  const stream = { write: (part: string) => (text += part), columns: options.columns };
  const logger = new ConsoleLogger({ stream, color: false, ...options });
  report(logger);
  return text;
}

describe('piped', () => {
  test('every event is a plain line, without escape sequences', () => {
    const text = render({ interactive: false }, (logger) => {
      logger.log('train_start', { epochs: 3, lr: 0.001, tags: ['a'] });
      logger.logMessage('Low accuracy detected', { context: 'warning' });
      logger.setMetrics({ loss: 0.123456789 }, 'train');
      logger.logDevEvent('Checkpoint saved', { path: '/c' });
    });
    expect(text).toBe(
      'train_start epochs=3 lr=0.001 tags=["a"]\nwarning: Low accuracy detected\ntrain loss=0.123457\ndebug: Checkpoint saved path=/c\n',
    );
  });

  test('progress is a line at each tenth, however often it is reported', () => {
    const text = render({ interactive: false }, (logger) => {
      for (let done = 1; done <= 1000; done++) logger.setProgress(done, 1000, 'train');
    });
    expect(text.split('\n').filter(Boolean)).toHaveLength(11);
    expect(text.split('\n').slice(0, 2)).toEqual(['train 0% (1/1000)', 'train 10% (100/1000)']);
    expect(text).toMatch(/train 100% \(1000\/1000\)\n$/);
  });

  test('steps say when they end, how, and why', () => {
    const text = render({ interactive: false }, (logger) => {
      logger.write({ type: 'step', time: 0, step: 'load', status: 'started', attempt: 1 });
      logger.write({ type: 'step', time: 0, step: 'fetch', status: 'restored' });
      logger.write({
        type: 'step',
        time: 0,
        step: 'load',
        status: 'failed',
        attempt: 1,
        retryInMs: 5_000,
        error: { name: 'Error', message: 'timeout' },
      });
      logger.write({ type: 'step', time: 0, step: 'load', status: 'started', attempt: 2 });
      logger.write({ type: 'step', time: 0, step: 'load', status: 'finished', durationMs: 1500 });
      logger.write({ type: 'step', time: 0, step: 'check', status: 'skipped' });
      logger.write({ type: 'step', time: 0, step: 'load', status: 'undone' });
    });
    expect(text).toBe(
      'step fetch was done by the run that this one resumes\nstep load failed: timeout; again in 5.0 s\nstep load: attempt 2\nstep load finished in 1.5 s\nstep check skipped\nstep load undone\n',
    );
  });
});

describe('in a terminal', () => {
  const ERASE = '\u001B[2K\r';

  test('a bar is drawn again in its place, and stays when it is full', () => {
    const text = render({ interactive: true }, (logger) => {
      logger.setProgress(1, 2, 'train');
      logger.setProgress(2, 2, 'train');
    });
    expect(text).toBe(`train ${'█'.repeat(12)}${'░'.repeat(12)}  50% 1/2${ERASE}train ${'█'.repeat(24)} 100% 2/2\n`);
  });

  test('a line is printed above the bar', () => {
    const text = render({ interactive: true }, (logger) => {
      logger.setProgress(0, 1, 'train');
      logger.logMessage('halfway');
    });
    const bar = `train ${'░'.repeat(24)}   0% 0/1`;
    expect(text).toBe(`${bar}${ERASE}halfway\n${bar}`);
  });

  test('every category on its way has a bar, and one that is full stays above', () => {
    const text = render({ interactive: true }, (logger) => {
      logger.setProgress(0, 2, 'a');
      logger.setProgress(0, 2, 'b');
      logger.setProgress(2, 2, 'a');
      void logger.close();
    });
    const [a, b, full] = [`a ${'░'.repeat(24)}   0% 0/2`, `b ${'░'.repeat(24)}   0% 0/2`, `a ${'█'.repeat(24)} 100% 2/2`];
    expect(text).toBe(`${a}${ERASE}${a}\n${b}${ERASE}\u001B[1A\u001B[2K\r${full}\n${b}\n`);
  });

  test('a bar is drawn at most 20 times a second, and as it is in the end', () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(0);
    const text = render({ interactive: true }, (logger) => {
      for (let done = 0; done < 1_000; done++) {
        clock.mockReturnValue(done);
        logger.setProgress(done, 2_000, 'train');
      }
      void logger.close();
    });
    clock.mockRestore();
    expect(text.split(ERASE)).toHaveLength(21);
    expect(text).toMatch(/ {2}49% 999\/2000\n$/);
  });

  test('of more categories than fit on a screen, the one that waited longest gives its place', () => {
    const text = render({ interactive: true }, (logger) => {
      for (let at = 0; at < 9; at++) logger.setProgress(1, 2, `c${at}`);
    });
    expect(text.split(ERASE).at(-1)).toMatch(/^c0 [^\n]*\nc1 [^]*\nc8 [^\n]*$/);
  });

  test('a terminal that does not know its width shows all of a bar', () => {
    expect(render({ interactive: true, columns: 0 }, (logger) => logger.setProgress(1, 2, 'train'))).toContain(' 50% 1/2');
  });

  test('characters that take two columns are counted as two', () => {
    const text = render({ interactive: true, columns: 30 }, (logger) => logger.setProgress(1, 2, '학습'.repeat(10)));
    expect(text).toBe(`${'학습'.repeat(7)}학`.slice(0, 14));
  });

  test('a bar never wraps', () => {
    const text = render({ interactive: true, columns: 30 }, (logger) => logger.setProgress(1, 2, 'a-category-with-a-long-name'));
    expect(text).toHaveLength(29);
  });

  test('colours tell warnings from news', () => {
    const text = render({ interactive: true, color: true }, (logger) => logger.logMessage('careful', { context: 'warning' }));
    expect(text).toBe('\u001B[33mwarning: careful\u001B[0m\n');
  });
});

test.each([true, false])('text of a run cannot take over the terminal (interactive: %s)', (interactive) => {
  const text = render({ interactive }, (logger) => logger.logMessage('\u001B]0;owned\u0007\u001B[2Jline one\nline two\u202E'));
  expect(text).toBe('\\u001b]0;owned\\u0007\\u001b[2Jline one\\nline two\\u202e\n');
});
