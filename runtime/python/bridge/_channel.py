"""The line to the action: a file descriptor that the script was born with, on which every record is one line of JSON."""

import json
import os
import threading

try:
    import fcntl
except ImportError:  # no such locks here
    fcntl = None

EVENTS = "ACTIONSMITH_EVENTS"
LARGEST_BYTES = 8 << 20


def name_channel(fd):
    """Tells this process, and those that it forks, which descriptor it is, in a way that no other file can be mistaken for it."""
    found = os.fstat(fd)
    os.environ[EVENTS] = "%d:%d:%d" % (fd, found.st_dev, found.st_ino)
    _line.open()


def send(record):
    """Raises ValueError for a record that is too large. An action that is gone hears nothing more, and that is no error of the script."""
    if _line.fd is None:
        return
    text = json.dumps(record, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
    if len(text) > LARGEST_BYTES:
        raise ValueError("a %s of %d bytes is too large (at most %d): write a file, and give its path" % (record["type"], len(text), LARGEST_BYTES))
    _line.write(text)


def _find_channel():
    try:
        fd, device, inode = map(int, os.environ.get(EVENTS, "").split(":"))
        found = os.fstat(fd)
    except (ValueError, OSError):
        return None
    return fd if (found.st_dev, found.st_ino) == (device, inode) else None


class _Line:
    """One line at a time, of all threads and of all forked processes."""

    def __init__(self):
        self.open()

    def open(self):
        """Anew in a forked process: a lock of the parent's would be shared with it, and a thread that held one is not there."""
        self.fd = _find_channel()
        self.is_cut = False
        self.threads = threading.Lock()
        self.lock = None
        if fcntl is None or self.fd is None:
            return
        try:
            self.lock = os.open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError:
            pass

    def write(self, text):
        with self.threads:
            if self.lock is not None:
                fcntl.flock(self.lock, fcntl.LOCK_EX)
            try:
                self.write_whole(text)
            except (BrokenPipeError, ConnectionResetError):
                self.fd = None
            finally:
                if self.lock is not None:
                    fcntl.flock(self.lock, fcntl.LOCK_UN)

    def write_whole(self, text):
        view = memoryview(b"\n" + text if self.is_cut else text)
        self.is_cut = True  # until all of it is written: a signal may end this in the middle
        while view:
            view = view[os.write(self.fd, view) :]
        self.is_cut = False


_line = _Line()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_line.open)
