"""What an actor does: it calls the gateway, and runs what comes from there in a Node worker, one run at a time.

Only the standard library: a node of the cluster may have no more than Ray's core.
"""

import io
import json
import os
import select
import shutil
import socket
import tempfile
import time
import zipfile

import link
from worker_process import PIPE_BYTES, WorkerProcess

CALLS = 4
BUSY_SECONDS = 5.0
SAY_SECONDS = 2.0  # the worker gives an action up by itself, and says so


class Host:
    def __init__(self, address, hello):
        self.address = address
        self.hello = hello
        self.folder = tempfile.mkdtemp(prefix="worker-", dir=os.getcwd())  # Ray removes it with the package
        self.worker = None
        self.waiting = None  # for its bundle
        self.running = False
        self.deadline = None

    def serve(self):
        """Until the gateway is gone for good. A connection that breaks ends the run, not the actor."""
        try:
            for attempt in range(CALLS):
                try:
                    self.connection = socket.create_connection(self.address, timeout=10)
                except OSError:
                    time.sleep(0.2 * 2**attempt)
                    continue
                self.attend()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def attend(self):
        self.connection.settimeout(None)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        incoming = link.Unpacker()
        try:
            self.tell(link.HELLO, json.dumps(self.hello).encode())
            while True:
                ready = self.wait()
                worker = self.worker
                if self.connection.fileno() in ready:
                    data = self.connection.recv(1 << 20)
                    if not data:
                        return
                    for kind, payload in incoming.push(data):
                        self.take(kind, payload)
                if worker is not None and worker is self.worker:  # another one may have got the same descriptors
                    self.attend_worker(ready)
        except OSError:
            pass
        finally:
            self.connection.close()
            self.running = False
            self.drop_worker(WorkerProcess.leave)

    def wait(self):
        """The file descriptors that something has happened to."""
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        if self.worker is not None:
            poll.register(self.worker.output, select.POLLIN)
            poll.register(self.worker.life, select.POLLIN)
            poll.register(self.worker.control, select.POLLIN | (select.POLLOUT if self.worker.unsent else 0))
        left = None if self.deadline is None else max(0.0, self.deadline - time.monotonic()) * 1000
        ready = {fd for fd, _ in poll.poll(left)}
        if self.deadline is not None and time.monotonic() >= self.deadline and self.worker is not None:
            self.deadline = None
            self.worker.kill()
        return ready

    def take(self, kind, payload):
        if kind == link.RUN:
            digest, _, line = payload.partition(b"\n")
            self.begin(digest.decode(), line)
        elif kind == link.BUNDLE:
            digest = payload[:64].decode()
            unpack(payload[64:], os.path.join(self.folder, digest))
            if self.waiting is not None:
                self.begin(digest, self.waiting)
        elif kind == link.CANCEL and self.running:
            self.cancel(json.loads(payload))

    def begin(self, digest, line):
        self.running = True
        self.waiting = None
        folder = os.path.join(self.folder, digest)
        if not os.path.isdir(folder):
            self.waiting = line
            self.tell(link.NEED, digest.encode())
            return
        if self.worker is None or self.worker.digest != digest:
            self.start_worker(digest)
        self.worker.say(line)

    def cancel(self, limits):
        """A worker that reacts may clean up; one that is busy is killed, and so is one that takes too long."""
        if self.worker is None or self.waiting is not None:
            self.end(link.DONE, {"status": "STOPPED"})
            return
        self.grace = limits["graceSeconds"]
        self.deadline = time.monotonic() + min(BUSY_SECONDS, self.grace)
        self.worker.say(b'{"type":"cancel"}')

    def attend_worker(self, ready):
        worker = self.worker
        if worker.output in ready:
            self.pass_output(worker, 1)
        if worker.life.fileno() in ready:
            self.bury(worker)
        elif worker.control.fileno() in ready:
            worker.flush()
            for line in worker.hear():
                self.hear(json.loads(line))

    def hear(self, said):
        if said["type"] == "cancelling" and self.deadline is not None:
            self.deadline = time.monotonic() + self.grace + SAY_SECONDS
        elif said["type"] == "done" and self.running:
            self.pass_output(self.worker, PIPE_BYTES)  # all that it printed before is in the pipe
            if said["isLast"]:
                self.start_worker(self.worker.digest)
            self.end(link.DONE, {"status": said["status"]})

    def bury(self, worker):
        how = worker.ended()
        self.pass_output(worker)
        worker.close()
        self.worker = None
        if self.running:
            self.end(link.EXITED, how)
            self.start_worker(worker.digest)  # the next run finds it ready

    def end(self, kind, how):
        self.running = False
        self.deadline = None
        self.waiting = None
        self.tell(kind, json.dumps(how).encode())

    def pass_output(self, worker, at_least=PIPE_BYTES):
        """What is printed while no run goes on belongs to nobody."""
        for data in worker.printed(at_least):
            if self.running:
                self.tell(link.OUTPUT, data)

    def start_worker(self, digest):
        self.drop_worker()
        self.worker = WorkerProcess(os.path.join(self.folder, digest), digest)

    def drop_worker(self, how=WorkerProcess.stop):
        if self.worker is not None:
            how(self.worker)
            self.worker = None

    def tell(self, kind, payload):
        self.connection.sendall(link.pack(kind, payload))


def unpack(content, folder):
    """In one step: a folder that is there is whole."""
    if os.path.isdir(folder):
        return
    making = f"{folder}.new"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(making)
        for entry in archive.infolist():
            if entry.external_attr >> 16 & 0o111:
                os.chmod(os.path.join(making, entry.filename), 0o755)
    os.rename(making, folder)
