"""What a Python script says to the action that runs it: progress, metrics, logs, files, a result. The standard library is all that it needs.

    import actionsmith

    for epoch in range(1, actionsmith.params["epochs"] + 1):
        actionsmith.set_progress(epoch, actionsmith.params["epochs"], "train")
        actionsmith.set_metrics({"epoch": epoch, "loss": loss}, "train")
    actionsmith.set_result({"weights_path": "weights.pt"})

Where no action listens, as in a process that the script starts with a command of its own, the functions do nothing.
"""

import json
import math
import os

from actionsmith._channel import send
from actionsmith._plain import plain

__all__ = ["log", "log_dev_event", "log_message", "params", "set_metrics", "set_progress", "set_result"]


def _read_params():
    try:
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "params.json"), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


#: What the action gave: its own params, or `params` of `python.run`.
params = _read_params()


def set_progress(current, total, category=None):
    """How far the work, or a category of it, is."""
    counts = plain(current), plain(total)
    if not all(map(_is_count, counts)):
        raise ValueError("progress must be two numbers of at least 0 (got %r of %r)" % (current, total))
    send({"type": "progress", "current": counts[0], "total": counts[1], **_optional(category=category)})


def set_metrics(values, category=None):
    """Numbers that describe how well the work goes. Tensors and arrays of one number count as numbers; what is not finite becomes null."""
    send({"type": "metrics", "values": _object(values), **_optional(category=category)})


def log(event, data=None, file=None):
    """A structured event, with the path of a file that belongs to it."""
    path = None if file is None else os.path.abspath(os.fspath(file))
    send({"type": "log", "event": str(event), "data": _object(data), **_optional(file=path)})


def log_message(message, context="info"):
    """A message for the user; the context is info, success, warning or danger."""
    if context not in ("info", "success", "warning", "danger"):
        raise ValueError("context must be info, success, warning or danger (got %r)" % (context,))
    send({"type": "message", "message": str(message), "context": context})


def log_dev_event(message, data=None):
    """A message for developers, which users do not see."""
    send({"type": "dev_event", "message": str(message), "data": _object(data)})


def set_result(value):
    """What `python.run` gives to the action: plain JSON. The last one counts. Raises TypeError for what JSON has no word for."""
    send({"type": "result", "value": plain(value, strict=True)})


def _object(data):
    value = plain({} if data is None else data)
    return value if isinstance(value, dict) else {"value": value}


def _optional(**fields):
    return {name: str(value) for name, value in fields.items() if value is not None}


def _is_count(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
