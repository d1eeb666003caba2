import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers every line of JSON with one: contenders stay warm in processes of their own, in whatever language they are. */
export interface AskedProcess {
  readonly ask: (question: unknown) => Promise<unknown>;
  readonly end: () => void;
}

export function startAsked(command: string, args: readonly string[]): AskedProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error(`${[command, ...args].join(' ')} ended without an answer`);
      return JSON.parse(answer.value) as unknown;
    },
    end: () => child.stdin.end(),
  };
}
