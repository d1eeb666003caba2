import { PluginEnvironment } from 'actionsmith';
import { expect, test } from 'vitest';
import { runEnvironment, travellingEnvironment } from '../../runtime/context/run-environment.ts';

const contract = {
  env: { A: 'contract', B: 'contract', C: 'contract' },
  runtimeEnv: { pip: [], env_vars: { A: 'runtime', B: 'runtime', N: 1 } },
};

test('what the caller gives wins over env_vars, these over the contract’s env, and that over the process', () => {
  const ofProcess = { A: 'process', C: 'process', D: 'process', E: undefined };
  expect(runEnvironment(contract, { A: 'given' }, ofProcess).toObject()).toEqual({ A: 'given', B: 'runtime', C: 'contract', D: 'process' });
  expect(runEnvironment({}, new PluginEnvironment({ A: 'given' }), ofProcess).toObject()).toMatchObject({ A: 'given', D: 'process' });
});

test('what travels with a job leaves env_vars to Ray, but for those that the caller gives', () => {
  expect(travellingEnvironment(contract, { A: 'given' })).toEqual({ A: 'given', C: 'contract' });
  expect(travellingEnvironment({})).toEqual({});
});
