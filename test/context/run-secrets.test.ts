import { PluginEnvironment } from 'actionsmith';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSecrets } from '../../runtime/context/run-secrets.ts';
import { makeFolder } from '../support/make-plugin.ts';

const env = new PluginEnvironment({ HUB: 'from-env', EMPTY: '' });

test('references lead to variables of the run and to files, without the line break at their end', () => {
  const file = join(makeFolder(), 'key');
  writeFileSync(file, 'line one\nline two\n');
  expect(runSecrets({ A: 'env:HUB', B: `file:${file}` }, env)).toEqual({ A: 'from-env', B: 'line one\nline two' });
});

test('what the caller gives takes the place of a reference, which may then lead nowhere', () => {
  expect(runSecrets({ A: 'env:MISSING' }, env, { A: 'given', C: 'more' })).toEqual({ A: 'given', C: 'more' });
});

test('all that is not available is named, each with its reason', () => {
  const folder = makeFolder();
  const references = { A: 'env:MISSING', B: 'env:EMPTY', C: `file:${folder}/none`, D: `file:${folder}`, E: 'file:relative', F: 'vault:x' };
  expect(() => runSecrets(references, env)).toThrow(
    [
      'the secret A is not available: the environment variable MISSING is not set',
      'the secret B is not available: the environment variable EMPTY is not set',
      `the secret C is not available: ${folder}/none: there is no such file or folder`,
      `the secret D is not available: ${folder} is no file`,
      'the secret E is not available: relative must be an absolute path',
      'the secret F is not available: "vault:x" is neither env:NAME nor file:/path',
    ].join('\n'),
  );
});
