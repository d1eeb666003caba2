import { FileCheckpointStore, LocalExecutor } from 'actionsmith';
import { writeSync } from 'node:fs';
import { SixStepsAction } from '../ray/fixtures/tiny/src/actions/six-steps.ts';

/** A program: runs the six steps with checkpoints in a file, tells on stdout what becomes of each, and prints the result. */
const [path, killIn] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const executor = new LocalExecutor({
  logger: {
    write(event) {
      if (event.type === 'step' && (event.status === 'restored' || event.status === 'started')) say(`${event.status} ${event.step}`);
    },
  },
  env: { KILL_IN: killIn },
  checkpoints: new FileCheckpointStore(path!),
});
say(JSON.stringify(await executor.execute(SixStepsAction, { start: 3 })));
