"""One Node worker of an actor: a keeper with the worker below it, its output, and its control line."""

import fcntl
import os
import socket
import subprocess
import signal
import sys
import uuid

COMMAND = ["node", "--enable-source-maps", "main.mjs"]
PIPE_BYTES = 1 << 20
SET_PIPE_SIZE = 1031
FAMILY = "ACTIONSMITH_FAMILY"  # what the worker starts inherits it


class WorkerProcess:
    """`output`, `control` and `life` are file descriptors and sockets to wait on; none of them blocks."""

    def __init__(self, folder, digest):
        self.digest = digest
        self.family = uuid.uuid4().hex
        self.unsent = bytearray()
        self.heard = bytearray()
        self.output, output = os.pipe()
        widen(output)
        self.control, control = socket.socketpair()
        self.life, life = socket.socketpair()
        keeper = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keeper.py")
        launcher = subprocess.Popen(
            [sys.executable, "-I", "-S", keeper, str(life.fileno()), str(control.fileno()), *COMMAND],
            cwd=folder,
            env={**environment(), FAMILY: self.family},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=(life.fileno(), control.fileno()),
            start_new_session=True,
        )
        launcher.wait()
        os.close(output)
        life.close()
        control.close()
        os.set_blocking(self.output, False)
        self.control.setblocking(False)

    def say(self, line):
        self.unsent += line + b"\n"
        self.flush()

    def flush(self):
        """Sends what the worker takes now; a worker that is busy takes nothing."""
        try:
            while self.unsent:
                del self.unsent[: self.control.send(self.unsent[:PIPE_BYTES])]
        except BlockingIOError:
            pass
        except OSError:
            self.unsent.clear()  # it has ended, which is heard elsewhere

    def hear(self):
        """The lines that the worker has said. None are left once it has ended."""
        try:
            data = self.control.recv(65536)
        except OSError:
            return []
        self.heard += data
        *lines, rest = self.heard.split(b"\n")
        self.heard = bytearray(rest)
        return [bytes(line) for line in lines]

    def printed(self, at_least):
        """What the worker has printed and nobody has read, piece by piece. It ends even where the worker prints without end."""
        read = 0
        while read < at_least:
            try:
                data = os.read(self.output, PIPE_BYTES)
            except OSError:
                return
            if not data:
                return
            read += len(data)
            yield data

    def kill(self):
        """Ends the worker and all that it started. How it ended is read from `life`."""
        try:
            self.life.send(b"K")
        except OSError:
            pass

    def ended(self):
        """How the worker ended, once its whole family is gone. Blocks, at most for the keeper's few seconds."""
        self.life.setblocking(True)
        try:
            answer = self.life.recv(4)
        except OSError:
            answer = b""
        if len(answer) == 4:
            status = int.from_bytes(answer, "big")
        else:
            status = int(signal.SIGKILL)  # the keeper was killed, and its worker with it
            kill_family(self.family)
        return {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"code": os.WEXITSTATUS(status)}

    def close(self):
        os.close(self.output)
        self.control.close()
        self.life.close()

    def stop(self):
        self.kill()
        self.ended()
        self.close()

    def leave(self):
        """Lets the worker undo what it began: the keeper gives it a moment."""
        self.control.close()
        self.life.shutdown(socket.SHUT_WR)
        self.ended()
        self.close()


def kill_family(family):
    """For the children of a worker whose keeper is no more: nobody else knows them."""
    mark = f"{FAMILY}={family}".encode()
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        try:
            with open(f"/proc/{int(name)}/environ", "rb") as file:
                if mark in file.read().split(b"\0"):
                    os.kill(int(name), signal.SIGKILL)
        except (OSError, ValueError):
            pass  # it has ended, is no process, or is somebody else's


def widen(fd):
    try:
        fcntl.fcntl(fd, SET_PIPE_SIZE, PIPE_BYTES)  # a long result fits without the worker having to wait
    except OSError:
        pass


def environment():
    """Without what Ray tells its own processes: a token of the cluster among it would be the author's."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("RAY_", "__RAY")) or name == "RAY_ADDRESS"}
