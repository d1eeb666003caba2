"""The script itself, as `python script.py` would run it, with what it fails of told to the action."""

import builtins
import importlib
import importlib.machinery
import json
import os
import signal
import sys
import types

from actionsmith._channel import send

LONGEST_TRACEBACK = 64 << 10
ENDED_BY_SIGTERM = 128 + signal.SIGTERM


def run(script, arguments, package):
    sys.argv = [script] + arguments
    sys.path.insert(0, os.path.dirname(script))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED_BY_SIGTERM))  # so that `finally` and `with` get their turn
    try:
        start_autologs(package)
        execute(script)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: B902 - whatever it is, the action has to know
        text = describe(error)
        sys.stdout.flush()
        print(text, end="", file=sys.stderr, flush=True)
        send(failure(error, text))
        sys.exit(1)


def start_autologs(package):
    with open(os.path.join(package, "autolog.json"), encoding="utf-8") as file:
        for framework, options in json.load(file).items():
            importlib.import_module("actionsmith._autolog_" + framework).install(options)


def execute(script):
    main = types.ModuleType("__main__")
    main.__file__ = script
    main.__builtins__ = builtins
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", script)
    sys.modules["__main__"] = main
    with open(script, "rb") as file:
        code = compile(file.read(), script, "exec", dont_inherit=True)
    exec(code, main.__dict__)


def describe(error):
    """The traceback from the script on, without the frames of ours above it."""
    import traceback  # here, so that no script waits for it

    own = os.path.abspath(__file__)
    frames = error.__traceback__
    while frames is not None and os.path.abspath(frames.tb_frame.f_code.co_filename) == own:
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def failure(error, text):
    message = ": ".join(part for part in (type(error).__name__, str(error)) if part)
    record = {"type": "error", "message": shorten(message), "traceback": shorten(text)}
    if isinstance(error, ModuleNotFoundError) and error.name:
        record["missing"] = error.name.split(".")[0]
    return record


def shorten(text):
    return text if len(text) <= LONGEST_TRACEBACK else "..." + text[-LONGEST_TRACEBACK:]
