"""An actor of Ray Client that gives back what it gets: answers every line of JSON with the milliseconds that were asked for.

`{"calls": n}`: of one call among n, one after another. `{"cold": true}`: from nothing to the first answer, in a process of its own.
"""

import json
import subprocess
import sys
import time

import ray


@ray.remote(num_cpus=0)
class Echo:
    def echo(self, text):
        return {"text": text}


def connect(address):
    ray.init(address, logging_level="error", log_to_driver=False)
    actor = Echo.remote()
    ray.get(actor.echo.remote("a"))
    return actor


def main():
    address = sys.argv[1]
    if len(sys.argv) > 2:
        connect(address)
        return
    actor = connect(address)
    for line in sys.stdin:
        question = json.loads(line)
        begun = time.perf_counter()
        if question.get("cold"):
            subprocess.run([sys.executable, __file__, address, "once"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            calls = 1
        else:
            calls = question["calls"]
            for _ in range(calls):
                ray.get(actor.echo.remote("a"))
        print(json.dumps((time.perf_counter() - begun) * 1000 / calls), flush=True)


main()
