"""Runs a command and prints what it cost as JSON: seconds of CPU, with those of its children, seconds by the clock, and the largest memory in bytes."""

import json
import resource
import subprocess
import sys
import time

began = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.monotonic() - began
if done.returncode != 0:
    sys.exit(done.stderr.decode(errors='replace')[-4000:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'cpu': used.ru_utime + used.ru_stime, 'wall': wall, 'memory': used.ru_maxrss * 1024}))
