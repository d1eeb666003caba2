"""Keeps one Node worker: starts it, tells how it ended, and leaves no process of its family behind, whatever ends the actor that wanted it.

usage: keeper.py <lifeline fd> <control fd> <command> [<argument> ...]

It leaves its parent at once: Ray kills the children of an actor that it ends, and then nobody would be left who knows the worker's.
The lifeline is a socket to the actor. `K` on it kills the family at once. When it closes, the actor is gone: the worker, whose control line closed too,
has a moment to undo what it began. The keeper answers with the worker's wait status as four bytes, and ends.
"""

import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # it is run isolated, so its own folder is not there
from family import SET_CHILD_SUBREAPER, SET_PDEATHSIG, kill_family, prctl, wait  # noqa: E402

LEFT_ALONE_SECONDS = 3.0


def main():
    life, control, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    if os.fork() != 0:
        os._exit(0)
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # whoever ends processes one by one ends the actor too, and that is what counts
    prctl(SET_CHILD_SUBREAPER, 1)  # what detaches itself from the worker comes to us
    node = start(command, life, control)
    for fd in (control, 1, 2):
        os.close(fd)  # the worker's alone from here on
    status = wait(node, life, wake, lambda: left_alone(life))
    killed = kill_family(node)
    os.write(life, (killed if status is None else status).to_bytes(4, "big"))


def start(command, life, control):
    parent = os.getpid()
    node = os.fork()
    if node != 0:
        return node
    try:
        prctl(SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        os.setsid()
        os.dup2(control, 3)
        os.closerange(4, max(life, control, 4) + 1)  # a child that inherits the lifeline would hide the keeper's death
        for name in ("SIGTERM", "SIGCHLD", "SIGPIPE"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.execvp(command[0], command)
    except FileNotFoundError:
        os._exit(127)
    except BaseException as error:
        os.write(2, f"{command[0]} could not be started: {error}\n".encode())
        os._exit(126)


def left_alone(life):
    """For how long the worker may go on once its lifeline says something, or is closed."""
    try:
        return 0.0 if os.read(life, 1) == b"K" else LEFT_ALONE_SECONDS
    except OSError:
        return LEFT_ALONE_SECONDS


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, ConnectionResetError):
        pass
