/** A value and where it stands in its text. YAML and JSON both become this; everything after them is one code. */
export type LocatedNode = LocatedScalar | LocatedList | LocatedMap;

interface Range {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset after the last one. */
  readonly end: number;
}

export interface LocatedScalar extends Range {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface LocatedList extends Range {
  readonly kind: 'list';
  readonly items: readonly LocatedNode[];
}

export interface LocatedMap extends Range {
  readonly kind: 'map';
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly node: LocatedNode;
}

/** The value that the node stands for. Of two equal keys the last one counts; readers report that before. */
export function toValue(node: LocatedNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toValue);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, toValue(entry.node)]));
}

/** What a pointer leads to: a node, and its entry where it is the value of a key. Undefined where there is nothing. */
export function findNode(root: LocatedNode, pointer: readonly string[]): { node: LocatedNode; entry?: LocatedEntry } | undefined {
  let found: { node: LocatedNode; entry?: LocatedEntry } = { node: root };
  for (const segment of pointer) {
    const next = step(found.node, segment);
    if (!next) return undefined;
    found = next;
  }
  return found;
}

function step(node: LocatedNode, segment: string): { node: LocatedNode; entry?: LocatedEntry } | undefined {
  if (node.kind === 'map') {
    const entry = node.entries.findLast((candidate) => candidate.key === segment);
    return entry && { node: entry.node, entry };
  }
  if (node.kind === 'list' && /^(0|[1-9]\d*)$/.test(segment)) {
    const item = node.items[Number(segment)];
    return item && { node: item };
  }
  return undefined;
}
