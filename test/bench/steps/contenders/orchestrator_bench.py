"""Answers every line of JSON, {"steps": n, "runs": n}, with the CPU microseconds a step that the Python package's orchestrator takes."""

import json
import sys
import time
import warnings

warnings.filterwarnings('ignore')

from synapse_sdk.plugins.steps import BaseStep, BaseStepContext, Orchestrator, StepRegistry, StepResult  # noqa: E402


class NoOpStep(BaseStep):
    def __init__(self, name):
        self._name = name

    @property
    def name(self):
        return self._name

    @property
    def progress_weight(self):
        return 1.0

    def execute(self, context):
        return StepResult()


class Runtime:
    """All that the orchestrator asks a runtime context for."""

    logger = None


def run(steps):
    registry = StepRegistry()
    for at in range(steps):
        registry.register(NoOpStep(f'step-{at}'))
    result = Orchestrator(registry, BaseStepContext(runtime_ctx=Runtime()), lambda current, total: None).execute()
    assert result['steps_executed'] == steps


for line in sys.stdin:
    question = json.loads(line)
    start = time.process_time()
    for _ in range(question['runs']):
        run(question['steps'])
    print(json.dumps((time.process_time() - start) * 1e6 / question['runs'] / question['steps']), flush=True)
