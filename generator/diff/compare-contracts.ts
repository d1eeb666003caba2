import { compareAction } from './compare-action.ts';
import type { ContractSide } from './contract-side.ts';
import type { Finding } from './finding.ts';
import { Findings } from './findings.ts';

/** Everything that changed between two checked contracts, the worst first. What both say in other words is no change. */
export function compareContracts(old: ContractSide, now: ContractSide): Finding[] {
  const findings = new Findings(old, now);
  if (old.model.code !== now.model.code)
    findings.add('plugin-code-changed', 'code', `is ${now.model.code} (was ${old.model.code})`, ['code']);
  compareSecrets(findings);
  const [before, after] = [old, now].map(({ model }) => new Map(model.actions.map((action) => [action.key, action])));
  const [gone, come] = [
    [...before!.values()].filter(({ key }) => !after!.has(key)),
    [...after!.values()].filter(({ key }) => !before!.has(key)),
  ];
  for (const action of gone) {
    const at = come.findIndex((other) => isRenamed(action, other));
    const [renamed] = at < 0 ? [] : come.splice(at, 1);
    const place = ['actions', action.key];
    if (renamed === undefined) findings.add('action-removed', action.key, 'is gone', place, ['actions']);
    else {
      findings.add('action-renamed', action.key, `is called ${renamed.key} now`, place, ['actions', renamed.key]);
      compareAction(action, renamed, findings);
    }
  }
  for (const { key } of come) findings.add('action-added', key, 'is new', ['actions'], ['actions', key]);
  for (const [key, action] of before!) {
    const other = after!.get(key);
    if (other !== undefined) compareAction(action, other, findings);
  }
  return findings.list();
}

type Action = ContractSide['model']['actions'][number];

/** The same class, or the same contract where there is one to tell by. */
function isRenamed(old: Action, now: Action): boolean {
  const says = old.params !== undefined || old.result !== undefined || old.steps.length > 0;
  const sameClass = old.entrypoint.file === now.entrypoint.file && old.entrypoint.className === now.entrypoint.className;
  return sameClass || (says && old.contractHash === now.contractHash);
}

function compareSecrets(findings: Findings): void {
  const [before, after] = [findings.old.model.secrets, findings.now.model.secrets];
  for (const name of Object.keys(after))
    if (!Object.hasOwn(before, name)) findings.add('secret-added', `secret ${name}`, 'is needed now', ['secrets'], ['secrets', name]);
  for (const name of Object.keys(before))
    if (!Object.hasOwn(after, name))
      findings.add('secret-removed', `secret ${name}`, 'is no longer needed', ['secrets', name], ['secrets']);
}
