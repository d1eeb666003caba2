import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { Issue } from '../../runtime/validation/issue.ts';
import type { LocatedDocument } from '../read/located-document.ts';
import { type CheckContext, Spot } from './check-context.ts';
import { reportIssues } from './report-issues.ts';
import { validateConfig } from './validate-config.ts';

/** Checks a file that holds the steps of an action. Undefined where it is no list of steps; single steps may still be unsound. */
export function validateSteps(document: LocatedDocument, context: CheckContext): { list: readonly StepConfig[]; spot: Spot } | undefined {
  const spot = new Spot(document, '');
  const isList = Array.isArray(document.value);
  // The schema of config.yaml is the only one that knows steps, so the list is shown to it inside of the smallest contract.
  const checked = validateConfig({ name: 'x', code: 'x', actions: { x: { steps: isList ? document.value : {} } } });
  if (checked.ok) {
    const { steps } = checked.value.actions['x'] ?? {};
    return Array.isArray(steps) ? { list: steps, spot } : undefined;
  }
  const issues = checked.issues.map((issue): Issue => Object.assign({}, issue, { path: issue.path.slice(3) }));
  reportIssues(isList ? issues : [{ path: [], message: 'must be a list of steps', keyword: 'type' }], spot, 'steps', context);
  return undefined;
}
