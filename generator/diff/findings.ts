import type { SchemaRoot } from '../model/schema/json-schema.ts';
import { accepts } from './accepts.ts';
import { formatSubject } from './format-subject.ts';
import { contractRules, type ContractRuleId } from './contract-rules.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { ContractSide } from './contract-side.ts';
import { type Role, schemaRule } from './diff-rules.ts';
import type { DiffPlace, DiffSeverity, Finding } from './finding.ts';
import { SchemaReader } from './schema-reader.ts';

/** Collects what changed between two contracts. */
export class Findings {
  readonly old: ContractSide;
  readonly now: ContractSide;
  readonly #found = new Map<string, Finding>();

  constructor(old: ContractSide, now: ContractSide) {
    this.old = old;
    this.now = now;
  }

  /** The worst first, each in the order of the contract. */
  list(): Finding[] {
    const rank: Readonly<Record<DiffSeverity, number>> = { breaking: 0, risky: 1, compatible: 2 };
    return [...this.#found.values()].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
  }

  /** A change of what config.yaml says; `path` leads there in both, or `paths` in each. */
  add(rule: ContractRuleId, subject: string, message: string, ...[old, now = old]: readonly (readonly (string | number)[])[]): void {
    const { severity, fix } = contractRules[rule];
    this.#add({ rule, severity, subject, message, fix, old: this.old.place(...old!), new: this.now.place(...now!) });
  }

  /** Every change between two schemas of one role. `label` is what the value is called: `train params`. */
  compare(role: Role, label: string, old: SchemaRoot, now: SchemaRoot, { closed = false }: { readonly closed?: boolean } = {}): void {
    const direction = role === 'params' ? 'input' : 'output';
    const [before, after] = [this.old.schema(old, closed), this.now.schema(now, closed)];
    const readers = { old: new SchemaReader(this.old.flats, direction), now: new SchemaReader(this.now.flats, direction) };
    const parts = { old: { schemas: [before], fills: this.old.fills(old) }, now: { schemas: [after], fills: this.now.fills(now) } };
    compareSchemas(parts.old, parts.now, readers, (change) => {
      const { id, severity, fix } = schemaRule(role, change.kind);
      const subject = formatSubject(label, change.path);
      const places: { old: DiffPlace; new: DiffPlace } = { old: this.old.placeOf(change.old, old), new: this.now.placeOf(change.new, now) };
      this.#add({ rule: id, severity, subject, message: change.message, fix, ...places });
    });
  }

  /** Whether params that nobody gives are refused by a schema of the new contract. */
  needs(root: SchemaRoot, closed = false): boolean {
    const reader = new SchemaReader(this.now.flats, 'input');
    return accepts({ schemas: [this.now.schema(root, closed)], fills: true }, {}, reader) === 'no';
  }

  #add(finding: Finding): void {
    const key = JSON.stringify([finding.rule, finding.subject, finding.message]);
    if (!this.#found.has(key)) this.#found.set(key, finding);
  }
}
