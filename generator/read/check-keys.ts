import type { LocatedMap, LocatedNode } from './located-node.ts';
import type { TextReporter } from './text-reporter.ts';

/** Reports keys that come twice and keys that would change what an object is. Both kinds of file are checked alike. */
export function checkKeys(root: LocatedNode, reporter: TextReporter): void {
  // Aliases make one node a part of several others; it is looked at once.
  const seen = new Set<unknown>();
  const open: LocatedNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'scalar') continue;
    const parts = node.kind === 'map' ? node.entries : node.items;
    if (seen.has(parts)) continue;
    seen.add(parts);
    if (node.kind === 'map') checkMap(node, reporter);
    for (const part of parts) open.push('node' in part ? part.node : part);
  }
}

function checkMap(map: LocatedMap, reporter: TextReporter): void {
  const first = new Map<string, number>();
  for (const { key, keyRange } of map.entries) {
    const start = first.get(key);
    if (start !== undefined) reporter.report('KEY_TWICE', { key, line: reporter.lineOf(start) }, keyRange);
    else first.set(key, keyRange.start);
    if (key === '__proto__') reporter.report('KEY_UNSAFE', { key }, keyRange);
  }
}
