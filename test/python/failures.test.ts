import { BaseAction } from 'actionsmith';
import { testAction } from 'actionsmith/testing';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';
import { processesWith, PYTHON, runPython } from './support.ts';

test('a failure is told by the Python traceback, from the script on', async () => {
  const files = { 'model.py': 'def load(name):\n    raise ValueError("no model " + name)\n' };
  const run = await runPython('import model\n\nmodel.load("x")\n', {}, files);
  const { message, details } = run.failed({ code: 'PYTHON_FAILED' });
  expect(message.replaceAll(run.place, '').replaceAll(/^ +[\^~]+\n/gm, '')).toBe(
    `script.py failed: ValueError: no model x
  Traceback (most recent call last):
    File "/script.py", line 3, in <module>
      model.load("x")
    File "/model.py", line 2, in load
      raise ValueError("no model " + name)
  ValueError: no model x`,
  );
  expect(details).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ValueError: no model x') });
});

test.each([
  ['a mistake in its syntax', 'x = (\n', /^script\.py failed: SyntaxError: .+ \(script\.py, line 1\)\n {4}File/],
  [
    'an exit code',
    'import sys\nprint("disk is full", file=sys.stderr)\nsys.exit(3)',
    /^script\.py ended with exit code 3\n {2}disk is full$/,
  ],
  ['an exit with a text', 'raise SystemExit("no data")', /^script\.py ended with exit code 1\n {2}no data$/],
  ['an exit past everything', 'import os\nos._exit(7)', /^script\.py ended with exit code 7$/],
  ['a signal', 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)', /^script\.py was killed by SIGSEGV$/],
  ['SIGKILL', 'import os, signal\nos.kill(os.getpid(), 9)', /^script\.py was killed by SIGKILL, as the system does when memory runs out$/],
  ['SIGTERM from elsewhere', 'import os, signal\nos.kill(os.getpid(), 15)', /^script\.py ended with exit code 143$/],
  [
    'the death of its keeper',
    'import os, signal, time\nos.kill(os.getppid(), 9)\ntime.sleep(60)',
    /^script\.py was ended, because the process that keeps it was killed by SIGKILL/,
  ],
  [
    'a text that is no UTF-8',
    'import sys, os\nos.write(2, b"caf\\xe9\\n")\nsys.exit(1)',
    /^script\.py ended with exit code 1\n {2}caf\uFFFD$/,
  ],
])('%s is a failure with what is known of it', async (_, source, message) => {
  expect((await runPython(source)).failed({ code: 'PYTHON_FAILED' }).message).toMatch(message);
});

test('a package that is not there is named, with where to install it', async () => {
  const { message } = (await runPython('import nowhere_to_be_found.part')).failed({ code: 'PYTHON_PACKAGE_MISSING' });
  expect(message).toMatch(
    /^script\.py needs the Python package "nowhere_to_be_found", which \/\S+ does not have: install it there \(\/\S+ -m pip install …\); on a cluster, name it in requirements\.txt/,
  );
});

test('a script that is not there is named, with how it would travel', async () => {
  class Missing extends BaseAction {
    override execute(): Promise<unknown> {
      return this.python.run('python/train.py');
    }
  }
  const { message } = (await testAction(Missing, {}, { pluginFolder: '/plugin' })).failed({ code: 'PYTHON_SCRIPT_MISSING' });
  expect(message).toBe('there is no python/train.py in /plugin: on a cluster it is there where `assets` of config.yaml name it');
});

test('the interpreter is the one of the option, of ACTIONSMITH_PYTHON, of the virtual environment, of .venv, of the PATH, in this order', async () => {
  const places = makeFolder();
  const make = (name: string): string => {
    mkdirSync(join(places, name, 'bin'), { recursive: true });
    writeFileSync(join(places, name, 'bin/python'), `#!/bin/sh\nSAID=${name} exec ${PYTHON} "$@"\n`, { mode: 0o755 });
    return join(places, name);
  };
  const [option, named, active] = [make('option'), make('named'), make('active')];
  const ask = 'import actionsmith, os\nactionsmith.set_result(os.environ.get("SAID"))';
  const { PATH = '' } = process.env;
  const environment = { PATH, ACTIONSMITH_PYTHON: `${named}/bin/python`, VIRTUAL_ENV: active };
  const said = async (...options: Parameters<typeof runPython>[1][]): Promise<unknown> => (await runPython(ask, options[0])).succeeded();
  expect(await said({ environment, python: `${option}/bin/python` })).toBe('option');
  expect(await said({ environment })).toBe('named');
  expect(await said({ environment: { PATH, VIRTUAL_ENV: active } })).toBe('active');
  const own = { onStart: (_: BaseAction, folder: string) => symlinkSync(active, join(folder, '.venv')) };
  expect(await said({ environment: { PATH }, ...own })).toBe('active');
  expect(await said({ environment: { PATH } })).toBe(null);
});

test.each([
  [{ python: '/no/python' }, 'the option `python` names /no/python, which is not there'],
  [{ environment: { ACTIONSMITH_PYTHON: 'python9' } }, 'ACTIONSMITH_PYTHON names python9, which is not there'],
  [{ environment: { PATH: '/no' } }, /^no Python was found: install python3, make a virtual environment/],
])('no interpreter is an error with the way out: %j', async (options, message) => {
  expect((await runPython('', options)).failed({ code: 'PYTHON_MISSING' }).message).toMatch(message);
});

test('what is no interpreter at all is an error, and no hang', async () => {
  const { message } = (await runPython('', { python: '/bin' })).failed({ code: 'PYTHON_MISSING' });
  expect(message).toBe('/bin cannot be started: spawn /bin EACCES');
  expect((await runPython('', { python: '/bin/true' })).failed({ code: 'PYTHON_FAILED' }).message).toBe(
    '/bin/true ended with exit code 0 and did not run script.py: is it a Python >= 3.8?',
  );
});

test('garbage on the line to the action is said a few times, and takes nothing else with it', async () => {
  const run = await runPython(`
import actionsmith, os
for line in [b"hello\\n", b"{}\\n", b'{"type":"progress","current":-1,"total":2}\\n', b"\\xff\\xfe\\n", b"x" * 9000000 + b"\\n", b"[]\\n", b"1\\n", b'{"type":"resu']:
    view = memoryview(line)
    while view: view = view[os.write(3, view):]
    actionsmith.set_metrics({"after": len(line)})
`);
  run.succeeded();
  expect(run.metrics().length).toBe(7); // the last one is the end of a line that was never ended
  const said = run.events.flatMap((event) => (event.type === 'dev_event' ? [event.message] : []));
  expect(said.length).toBe(5);
  expect(said[2]).toBe('script.py reported what is no record: record.current must be >= 0 (got -1)');
});

test('an event that is too large is an error at its line', async () => {
  const { message } = (await runPython('import actionsmith\nactionsmith.set_result("x" * 9000000)')).failed();
  expect(message).toMatch(/ValueError: a result of 9000029 bytes is too large \(at most 8388608\): write a file, and give its path/);
});

test('neither success nor failure leaves a process or a file behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('actionsmith-python-'));
  const mark = `mark-${process.pid}-${Date.now()}`;
  const outliving = `
import subprocess, sys, os
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "${mark}"])
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "${mark}"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: os.execv(sys.executable, [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)", "${mark}"])
    os._exit(0)
`;
  (await runPython(outliving)).succeeded();
  (await runPython(`${outliving}\nraise ValueError("x")`)).failed();
  expect(processesWith(mark)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('actionsmith-python-') && !before.includes(name))).toEqual([]);
});
