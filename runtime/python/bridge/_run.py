"""Runs a script of an action below a keeper that leaves no process of its family behind.

usage: _run.py <script> [<argument> ...]

Descriptor 3 takes what the script reports, 4 is the lifeline of the keeper.
"""

import sys

if sys.version_info < (3, 8):
    sys.exit("this is Python %d.%d; the scripts of an action need Python >= 3.8" % sys.version_info[:2])

import os

EVENTS_FD, LIFELINE_FD = 3, 4


def main():
    package = os.path.dirname(os.path.abspath(__file__))
    root = os.path.dirname(package)
    sys.path[:] = [root] + [path for path in sys.path if path not in (package, root)]
    from actionsmith import _channel, _keeper

    _keeper.keep_family(LIFELINE_FD, (1, 2, EVENTS_FD), package)  # returns in the process that runs the script
    os.set_inheritable(EVENTS_FD, False)
    _channel.name_channel(EVENTS_FD)
    from actionsmith import _script

    _script.run(sys.argv[1], sys.argv[2:], package)


main()
