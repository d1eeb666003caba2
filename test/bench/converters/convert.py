"""The Python package's converter from yolo to dm, one conversion a line: how many seconds it took."""
import contextlib
import io
import json
import shutil
import sys
import time

from synapse_sdk.utils.converters import get_converter

for line in sys.stdin:
    source, target = json.loads(line)
    shutil.rmtree(target, ignore_errors=True)
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        converter = get_converter("yolo", "dm_v2", root_dir=source)
        converter.convert()
        converter.save_to_folder(target)
    print(json.dumps(time.perf_counter() - began), flush=True)
