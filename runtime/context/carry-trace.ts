const KEY = Symbol.for('actionsmith.carry-trace');
type Carrier = () => Readonly<Record<string, string>>;
const shared = globalThis as { [KEY]?: Carrier | undefined };

/** The variables of the trace that goes on here, for a run that is sent elsewhere; none as long as nobody traces. */
export function carriedTrace(): Readonly<Record<string, string>> {
  return shared[KEY]?.() ?? {};
}

export function setTraceCarrier(carrier: Carrier | undefined): void {
  shared[KEY] = carrier;
}
