import { Code } from './code.ts';
import type { View } from './render.ts';

/** A view that was kept as JSON, as it was: text in it was made by the helpers before it was kept. */
export function reviveView(kept: unknown): View {
  return revive(kept) as View;
}

function revive(kept: unknown): unknown {
  if (Array.isArray(kept)) return kept.map(revive);
  if (kept === null || typeof kept !== 'object') return kept;
  const entries = Object.entries(kept);
  const [first] = entries;
  if (entries.length === 1 && first![0] === 'code' && typeof first![1] === 'string') return new Code(first![1]);
  return Object.fromEntries(entries.map(([name, value]) => [name, revive(value)]));
}
