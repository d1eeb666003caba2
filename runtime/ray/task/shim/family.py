"""The processes below one that we started, to the last of them. Linux; elsewhere its group stands in for them."""

import ctypes
import os
import select
import signal
import time

SET_PDEATHSIG = 1
SET_CHILD_SUBREAPER = 36


def reap(root):
    """Collects who has ended; the status of the first one if it was among them."""
    found = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return found
        if pid == 0:
            return found
        if pid == root:
            found = status


def wait(root, lifeline, wake, answer):
    """The first one's wait status once it has ended; None when all are to be killed. `wake` is readable when a child ends; when the lifeline is,
    `answer` is called once, and gives for how many seconds they are still left alone."""
    deadline = None
    watched = [wake, lifeline]
    while True:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return None
        ready, _, _ = select.select(watched, [], [], left)
        if wake in ready:
            os.read(wake, 1024)
        status = reap(root)
        if status is not None:
            return status
        if lifeline in ready:
            watched.remove(lifeline)
            deadline = time.monotonic() + answer()


def kill_family(root):
    """Kills until nobody is left: those whose parent was killed come to us. The wait status of the first one."""
    status = int(signal.SIGKILL)
    kill(root, os.killpg)
    while True:
        for pid in children():
            kill(pid)
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if pid == root:
            status = ended
        elif pid == 0:
            time.sleep(0.005)


def children():
    me = os.getpid()
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit() and parent_of(name) == me:
            found.append(int(name))
    return found


def parent_of(pid):
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def kill(pid, how=os.kill):
    try:
        how(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def prctl(option, value):
    try:
        ctypes.CDLL(None).prctl(option, int(value), 0, 0, 0)
    except (OSError, AttributeError):
        pass  # no Linux
