import { Logger, type RunEvent } from 'actionsmith';

/** A logger, and everything that was written to it. */
export function recordEvents(): { readonly logger: Logger; readonly events: RunEvent[] } {
  const events: RunEvent[] = [];
  return { logger: new Logger({ write: (event) => void events.push(event) }), events };
}
