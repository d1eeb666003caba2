import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationDetails } from '../../../../generated/ray-serve/types.ts';
import { findFreePorts } from '../../../../runtime/ray/free-ports.ts';
import type { ServeClient } from '../../../../runtime/ray/serve/serve-client.ts';

/** Where Serve may listen, if it is this test that starts it. */
export async function freeServePort(): Promise<number> {
  return (await findFreePorts(1))[0]!;
}

/** Polls until an application has the status. */
export async function untilStatus(client: ServeClient, name: string, status: string): Promise<ApplicationDetails> {
  for (;;) {
    const found = await client.application(name);
    if (found?.status === status) return found;
    await sleep(200);
  }
}
