"""Any value as what JSON can say."""

import math
import os


def plain(value, strict=False, above=()):
    """What is not finite becomes null, a tensor its numbers, a path its text. What else there is becomes its text, or a TypeError if `strict`."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if any(value is other for other in above):
        if strict:
            raise TypeError("a value that holds itself is not JSON")
        return "[Circular]"
    above = (*above, value)
    if isinstance(value, dict):
        return {str(plain_key(key)): plain(item, strict, above) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item, strict, above) for item in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    numbers = numbers_of(value)
    if numbers is not value:
        return plain(numbers, strict, above)
    if strict:
        raise TypeError("%s is not JSON: %.200r" % (type(value).__name__, value))
    return text_of(value)


def plain_key(key):
    return key if isinstance(key, str) else plain(key)


def numbers_of(value):
    """Of NumPy and of torch, which both call it the same; the value itself where it has none."""
    to_list = getattr(value, "tolist", None)
    try:
        return to_list() if callable(to_list) and not isinstance(value, type) else value
    except Exception:  # noqa: BLE001 - reporting must not break the work that it reports
        return value


def text_of(value):
    try:
        return str(value)
    except Exception:  # noqa: BLE001
        return "[Unreadable]"
