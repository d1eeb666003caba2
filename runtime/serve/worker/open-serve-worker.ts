import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledAction } from '../../ray/worker/run-worker.ts';
import { ownEnvironment } from '../../ray/worker/own-environment.ts';
import { shortenStacks } from '../../ray/worker/shorten-stacks.ts';
import { serializeError } from '../../errors/serialize-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import { ControlLine } from '../../ray/task/worker/control-line.ts';
import type { ServeDeploymentClass } from '../base-serve-deployment.ts';
import { startReplica, type Replica } from './start-replica.ts';
import { SERVE_FILE, type ServeFile } from './serve-file.ts';

/** The main program of a replica's worker, opened before the author's modules are evaluated, so that what they read is theirs. */
export interface ServeWorker {
  /** Answers requests with the author's class, from when the replica says where until it lets go. */
  serve(deployment: unknown): void;
}

type Asked = { readonly type: 'listen'; readonly socket: string };
type Said = { readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string };

/** Opens the worker of a bundle. The replica speaks to it on file descriptor 3; when that closes, the models are let go of and the process ends. */
export function openServeWorker(bundled: BundledAction, folder: string): ServeWorker {
  const file = JSON.parse(readFileSync(join(folder, SERVE_FILE), 'utf8')) as ServeFile;
  const env = ownEnvironment(process.env, file.env);
  let replica: Promise<Replica> | undefined;
  let place: ((socket: string) => void) | undefined;
  const placed = new Promise<string>((resolve) => {
    place = resolve;
  });
  const control = new ControlLine<Asked, Said>(
    ({ socket }) => place?.(socket),
    () => void end(),
  );
  const end = async (): Promise<never> => {
    await replica?.then(
      (one) => one.close(),
      () => {},
    );
    process.exit(0);
  };
  const fail = (error: unknown): void => {
    const { stack = messageOf(error) } = shortenStacks(serializeError(error), folder);
    console.error(stack);
    control.say({ type: 'failed', message: stack });
    process.exitCode = 1;
    control.end();
    setTimeout(() => process.exit(1), 100).unref();
  };
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  return {
    serve(deployment): void {
      void placed.then(async (socket) => {
        try {
          replica = startReplica({ deployment: deployment as ServeDeploymentClass, bundled, file, env, folder, socket });
          await replica;
          control.say({ type: 'ready' });
        } catch (error) {
          fail(error);
        }
      });
    },
  };
}
