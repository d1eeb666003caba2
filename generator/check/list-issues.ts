import type { Issue } from '../../runtime/validation/issue.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import { validateConfig } from './validate-config.ts';

/** Everything that the schema of config.yaml refuses. A validator stops after 20 issues; so once there are many, the contract is shown to it action by action. */
export function listIssues(config: unknown, first: readonly Issue[]): readonly Issue[] {
  if (first.length < ENOUGH || !isRecord(config) || !isRecord(config['actions'])) return first;
  const parts = Object.entries(config['actions']).map(([key, action]) =>
    validateConfig({ name: 'x', code: 'x', actions: { [key]: action } }),
  );
  const results = [validateConfig({ ...config, actions: {} }), ...parts];
  return results.flatMap((result) => (result.ok ? [] : result.issues));
}

const ENOUGH = 20;
