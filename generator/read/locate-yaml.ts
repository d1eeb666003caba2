import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type ParsedNode, type Scalar } from 'yaml';
import { isRounded } from './is-rounded.ts';
import { MAX_DEPTH, MAX_VALUES } from './limits.ts';
import type { LocatedEntry, LocatedNode } from './located-node.ts';
import type { TextReporter } from './text-reporter.ts';

/** The nodes of a YAML document with their places. Undefined only where the document has no sensible value at all. */
export function locateYaml(contents: Node | null, text: string, reporter: TextReporter): LocatedNode | undefined {
  return new YamlLocator(text, reporter).locate(contents, 0)?.node;
}

/** A node with what it costs to write it out: aliases make small texts large. */
interface Sized {
  readonly node: LocatedNode;
  readonly values: number;
  readonly depth: number;
}

class YamlLocator {
  readonly #text: string;
  readonly #reporter: TextReporter;
  /** `open`: the node is not finished, an alias to it would contain itself. `refused`: what is wrong with it was reported. */
  readonly #anchors = new Map<string, Sized | 'open' | 'refused'>();

  constructor(text: string, reporter: TextReporter) {
    this.#text = text;
    this.#reporter = reporter;
  }

  locate(node: unknown, depth: number): Sized | undefined {
    if (isAlias(node)) return this.#alias(node.source, rangeOf(node), depth);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, 'open');
    const located = this.#plain(node, depth);
    if (anchor) this.#anchors.set(anchor, located ?? 'refused');
    return located;
  }

  #plain(node: unknown, depth: number): Sized | undefined {
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.#map(node.items, rangeOf(node), depth);
    if (isSeq<ParsedNode>(node)) return this.#list(node.items, rangeOf(node), depth);
    if (isScalar(node)) return leaf({ kind: 'scalar', value: this.#scalar(node), ...rangeOf(node) });
    return leaf({ kind: 'scalar', value: null, start: 0, end: 0 });
  }

  #map(pairs: readonly Pair<ParsedNode, ParsedNode | null>[], range: Range, depth: number): Sized | undefined {
    const entries: LocatedEntry[] = [];
    const children: Sized[] = [];
    for (const pair of pairs) {
      const keyRange = rangeOf(pair.key);
      const key = this.#key(pair.key, keyRange);
      const child = pair.value
        ? this.locate(pair.value, depth + 1)
        : leaf({ kind: 'scalar', value: null, start: keyRange.start, end: keyRange.end });
      if (!child || key === undefined) continue;
      entries.push({ key, keyRange, node: child.node });
      children.push(child);
    }
    return this.#bounded({ kind: 'map', entries, ...range }, children, depth);
  }

  #list(items: readonly ParsedNode[], range: Range, depth: number): Sized | undefined {
    const children = items.map((item) => this.locate(item, depth + 1)).filter((child) => child !== undefined);
    return this.#bounded({ kind: 'list', items: children.map((child) => child.node), ...range }, children, depth);
  }

  #key(key: ParsedNode, range: Range): string | undefined {
    if (isScalar(key)) {
      if (key.value === '<<' && key.type === 'PLAIN') {
        this.#reporter.report('YAML_MERGE_KEY', {}, range);
        return undefined;
      }
      if (typeof key.value === 'string') return key.value;
      // 200: and true: are keys as they are written, not as their values print.
      if (key.value !== null && key.source) return key.source;
    }
    this.#reporter.report('KEY_NOT_TEXT', {}, range);
    return undefined;
  }

  #scalar(node: Scalar): string | number | boolean | null {
    const { value } = node;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    const range = rangeOf(node);
    const text = this.#text.slice(range.start, range.end);
    if (typeof value !== 'number') return text;
    if (!Number.isFinite(value)) this.#reporter.report('NUMBER_NOT_FINITE', { text }, range);
    else if (isRounded(text, value)) this.#reporter.report('NUMBER_ROUNDED', { text, value }, range);
    return value;
  }

  #alias(name: string, range: Range, depth: number): Sized | undefined {
    const target = this.#anchors.get(name);
    if (target === 'refused') return undefined;
    if (typeof target === 'object') return this.#bounded({ ...target.node, ...range }, [target], depth - 1);
    const problem = target === 'open' ? 'stands inside of the value that it names' : 'names nothing above it';
    this.#reporter.report('YAML_ALIAS', { name, problem }, range);
    return undefined;
  }

  /** The node, unless writing it out would pass a limit. */
  #bounded(node: LocatedNode, children: readonly Sized[], depth: number): Sized | undefined {
    const values = children.reduce((sum, child) => sum + child.values, 1);
    const below = children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1;
    if (values > MAX_VALUES) this.#reporter.report('TOO_MANY_VALUES', { limit: MAX_VALUES }, node);
    else if (depth + below > MAX_DEPTH) this.#reporter.report('TOO_DEEP', { limit: MAX_DEPTH }, node);
    else return { node, values, depth: below };
    return undefined;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangeOf(node: Node): Range {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

function leaf(node: LocatedNode): Sized {
  return { node, values: 1, depth: 0 };
}
