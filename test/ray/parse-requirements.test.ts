import { expect, test } from 'vitest';
import { parseRequirements } from '../../runtime/ray/parse-requirements.ts';

test('packages and the options of the installer are told apart, comments and continued lines as pip reads them', () => {
  const text = [
    '# tools',
    'numpy>=2 # fast',
    '',
    '--extra-index-url https://host/simple',
    'torch==2.5.0 \\',
    '  ; python_version >= "3.10"',
    '--pre',
  ].join('\n');
  expect(parseRequirements(text, 'requirements.txt')).toEqual({
    packages: ['numpy>=2', 'torch==2.5.0   ; python_version >= "3.10"'],
    options: ['--extra-index-url', 'https://host/simple', '--pre'],
  });
  expect(parseRequirements('pkg @ https://host/a.whl#sha256=ab', 'r').packages).toEqual(['pkg @ https://host/a.whl#sha256=ab']);
});

test.each([
  ['numpy\n-r other.txt', 'requirements.txt:2: -r does not travel: write what it stands for into this file'],
  ['-e .', 'requirements.txt:1: -e does not travel: write what it stands for into this file'],
  ['./a.whl', 'requirements.txt:1: a path leads nowhere on the cluster: put the wheel into the folder wheels'],
  [
    '--index-url https://me:secret@host/simple',
    'requirements.txt:1: credentials in a URL would be in the job’s metadata, for everybody to read: give them to the cluster instead',
  ],
])('%j is refused with its line', (text, message) => {
  expect(() => parseRequirements(text, 'requirements.txt')).toThrow(message);
});
