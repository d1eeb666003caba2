import { isRecord } from '../model/schema/json-schema.ts';
import type { Findings } from './findings.ts';

/** The routes of a served action, by method and path: requests are what goes in, responses what comes out. */
export function compareRoutes(oldKey: string, newKey: string, findings: Findings): void {
  const [was, is] = [
    ['actions', oldKey, 'serve', 'routes'],
    ['actions', newKey, 'serve', 'routes'],
  ] as const;
  const [before, after] = [mapOf(findings.old.config(...was)), mapOf(findings.now.config(...is))];
  for (const route of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!Object.hasOwn(after, route)) findings.add('route-removed', `${oldKey} ${route}`, 'is gone', [...was, route], is);
    else if (!Object.hasOwn(before, route)) findings.add('route-added', `${oldKey} ${route}`, 'is new', was, [...is, route]);
    else compareRoute(`${oldKey} ${route}`, [...was, route], [...is, route], findings);
  }
}

function compareRoute(subject: string, from: readonly string[], to: readonly string[], findings: Findings): void {
  for (const [key, role] of SCHEMAS) {
    const [old, now] = [findings.old.routeSchema(...from, key), findings.now.routeSchema(...to, key)];
    if (old !== undefined && now !== undefined) findings.compare(role, `${subject} ${key}`, old, now);
    else if (now !== undefined) {
      const rule = role === 'params' && findings.needs(now) ? 'params-needed' : (`${role}-added` as const);
      findings.add(rule, `${subject} ${key}`, 'has a schema now', from, to);
    } else if (old !== undefined) findings.add(`${role}-removed`, `${subject} ${key}`, 'has no schema any more', from, to);
  }
}

const SCHEMAS = [
  ['request', 'params'],
  ['response', 'result'],
] as const;

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
