import { expect, test } from 'vitest';
import { runPython } from './support.ts';

test('a script reports progress, metrics, logs, files and messages, and gives a result', async () => {
  const run = await runPython(`
import actionsmith
for epoch in range(1, actionsmith.params["epochs"] + 1):
    actionsmith.set_progress(epoch, actionsmith.params["epochs"], "train")
    actionsmith.set_metrics({"epoch": epoch, "loss": 1 / epoch}, "train")
actionsmith.log("saved", {"size": 7}, file="weights.pt")
actionsmith.log_message("Trained", "success")
actionsmith.log_dev_event("seed", {"value": 42})
actionsmith.set_result({"weights_path": "weights.pt"})
`);
  expect(run.succeeded()).toEqual({ weights_path: 'weights.pt' });
  expect(run.progress('train')).toEqual([33.33, 66.67, 100]);
  expect(run.metrics('train')).toEqual([
    { epoch: 1, loss: 1 },
    { epoch: 2, loss: 0.5 },
    { epoch: 3, loss: 1 / 3 },
  ]);
  const others = run.events.filter(({ type }) => ['log', 'message', 'dev_event'].includes(type));
  expect(others.map((event) => ({ ...event, time: 0 }))).toEqual([
    { time: 0, type: 'log', event: 'saved', data: { size: 7 }, file: `${run.place}/weights.pt` },
    { time: 0, type: 'message', message: 'Trained', context: 'success' },
    { time: 0, type: 'dev_event', message: 'seed', data: { value: 42 } },
  ]);
});

test('a script without a result gives null, and one that sets it twice the last one', async () => {
  expect((await runPython('')).succeeded()).toBe(null);
  expect((await runPython('import actionsmith\nactionsmith.set_result(1)\nactionsmith.set_result([2])')).succeeded()).toEqual([2]);
});

test('params, arguments and environment reach the script as they are given', async () => {
  const source = `
import sys, os, actionsmith
actionsmith.set_result([actionsmith.params, sys.argv[1:], os.environ["SIZE"], "DROPPED" in os.environ, __name__, os.path.basename(__file__)])
`;
  const run = await runPython(source, {
    params: { 'a "b"': ['ü', null] },
    args: ['--lr', 0.1, 'two words', '$(id)'],
    env: { SIZE: '64', DROPPED: undefined },
    environment: { DROPPED: 'x' },
  });
  expect(run.succeeded()).toEqual([{ 'a "b"': ['ü', null] }, ['--lr', '0.1', 'two words', '$(id)'], '64', false, '__main__', 'script.py']);
});

test('what JSON has no word for becomes null or text in a report, and is an error in a result', async () => {
  const report = `
import actionsmith, pathlib
class Tensor:
    def tolist(self): return [[1.5, float("nan")]]
class Broken:
    def __str__(self): raise ValueError("no")
loop = {}
loop["self"] = loop
actionsmith.set_metrics({"nan": float("nan"), "inf": float("-inf"), "tensor": Tensor(), "path": pathlib.Path("a/b"), "broken": Broken(), 3: {1}, "loop": loop})
`;
  expect((await runPython(report)).metrics()).toEqual([
    { nan: null, inf: null, tensor: [[1.5, null]], path: 'a/b', broken: '[Unreadable]', '3': [1], loop: { self: '[Circular]' } },
  ]);
  const result = await runPython('import actionsmith\nactionsmith.set_result({"model": object})');
  expect(result.failed().message).toContain("script.py failed: TypeError: type is not JSON: <class 'object'>");
});

test('progress that is no two numbers of at least 0 is an error at its line', async () => {
  const source = `
import actionsmith
refused = []
for given in [(-1, 10), ("1", 10), (float("inf"), 1), (float("nan"), 1), (True, 1), (None, 1)]:
    try: actionsmith.set_progress(*given)
    except ValueError as error: refused.append(str(error))
actionsmith.set_result(refused)
actionsmith.set_progress(1, -1)
`;
  const run = await runPython(source.replace(/actionsmith.set_progress\(1, -1\)\n/, ''));
  const got = ['-1 of 10', "'1' of 10", 'inf of 1', 'nan of 1', 'True of 1', 'None of 1'];
  expect([run.succeeded(), run.progress()]).toEqual([got.map((text) => `progress must be two numbers of at least 0 (got ${text})`), []]);
  expect((await runPython(source)).failed({ code: 'PYTHON_FAILED' }).message).toMatch(
    /^script\.py failed: ValueError: progress must[^]*script\.py", line 8/,
  );
});

test('ten thousand events arrive, whole and in their order', async () => {
  const run = await runPython('import actionsmith\nfor n in range(10000): actionsmith.set_progress(n, 10000, "x" * (n % 50))');
  run.succeeded();
  const seen = run.events.flatMap((event) => (event.type === 'progress' ? [event.current] : []));
  expect(seen).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
});

test('events of threads and of forked processes do not mix, however long they are', async () => {
  const run = await runPython(`
import actionsmith, os, threading
def tell(who):
    for n in range(50): actionsmith.set_metrics({"who": who, "text": who * (n * 4000)})
children = []
for name in "abc":
    pid = os.fork()
    if pid == 0:
        tell(name)
        os._exit(0)
    children.append(pid)
threads = [threading.Thread(target=tell, args=(name,)) for name in "de"]
for thread in threads: thread.start()
for thread in threads: thread.join()
for pid in children: os.waitpid(pid, 0)
`);
  run.succeeded();
  const metrics = run.metrics() as { who: string; text: string }[];
  const lengths = Array.from({ length: 50 }, (_, n) => n * 4000);
  for (const name of 'abcde') {
    const own = metrics.filter(({ who }) => who === name);
    expect([name, own.map(({ text }) => text.length)]).toEqual([name, lengths]);
    expect(own.every(({ text }) => text === name.repeat(text.length))).toBe(true);
  }
});

test('no event holds a secret of the run, and no printed line', async () => {
  const source =
    'import actionsmith, os\nactionsmith.set_metrics({"token": os.environ["WORD"]})\nraise ValueError("bad " + os.environ["WORD"])';
  const run = await runPython(source, { secrets: { HUB: 'correct-horse-battery' }, env: { WORD: 'correct-horse-battery' } });
  const failure = run.failed();
  expect(JSON.stringify([run.events, failure.message, failure.details, failure.stack])).not.toContain('correct-horse');
  expect(failure.message).toContain('ValueError: bad ');
});

test('a command that the script starts has the module, and nobody listens to it', async () => {
  const run = await runPython(`
import actionsmith, subprocess, sys
child = "import actionsmith, os; fd = os.open('/dev/null', os.O_WRONLY); actionsmith.set_metrics({'wrong': fd}); print(actionsmith.params['epochs'])"
actionsmith.set_result(subprocess.check_output([sys.executable, "-c", child], text=True))
`);
  expect(run.succeeded()).toBe('3\n');
  expect(run.metrics()).toEqual([]);
});
