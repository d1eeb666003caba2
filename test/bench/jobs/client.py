"""Submits with Ray's own client, waits as its documentation does (by status), reads the log: a line of JSON in, milliseconds out."""
import json
import sys
import time

from ray.job_submission import JobSubmissionClient

client = JobSubmissionClient(sys.argv[1])
for line in sys.stdin:
    asked = json.loads(line)
    started = time.perf_counter()
    client.submit_job(entrypoint=asked["entrypoint"], submission_id=asked["id"])
    while not client.get_job_status(asked["id"]).is_terminal():
        time.sleep(0.1)
    logs = client.get_job_logs(asked["id"])
    took = (time.perf_counter() - started) * 1000
    print(json.dumps({"milliseconds": took, "found": asked["expected"] in logs}), flush=True)
