"""One run in the gateway: what is known of it, and all that its client has to hear, kept until the client has heard it."""

import asyncio
import json
import tempfile

from link import HEADER

IN_MEMORY_BYTES = 1 << 20
PIECE_BYTES = 1 << 18


class Run:
    """Its record is a sequence of parts, each a kind, a length and the bytes: `o` output of the worker, `s` a state, `e` the end."""

    def __init__(self, run_id, asked, line):
        self.id = run_id
        self.bundle = asked["bundle"]
        self.needs = asked["needs"]
        self.limit = asked["limit"]
        self.grace_seconds = asked["graceSeconds"]
        self.line = line
        self.actor = None
        self.is_cancelled = False
        self.is_ended = False
        self.file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - it has no name, so nothing is left of it
        self.size = 0
        self.readers = []

    def report(self, status, **more):
        self._append(b"s", json.dumps({"status": status, **more}).encode())

    def print(self, data):
        self._append(b"o", data)

    def end(self, status, **more):
        if self.is_ended:
            return
        self.is_ended = True
        self.line = b""
        self._append(b"e", json.dumps({"status": status, **more}).encode())

    async def read(self, at):
        """The record from a byte on, piece by piece, to its end."""
        while True:
            while at < self.size:
                self.file.seek(at)
                data = self.file.read(min(PIECE_BYTES, self.size - at))
                at += len(data)
                yield data
            if self.is_ended:
                return
            more = asyncio.get_running_loop().create_future()
            self.readers.append(more)
            await more

    def _append(self, kind, payload):
        self.file.seek(self.size)
        self.file.write(HEADER.pack(kind, len(payload)))
        self.file.write(payload)
        self.size += HEADER.size + len(payload)
        for reader in self.readers:
            if not reader.done():
                reader.set_result(None)
        self.readers.clear()
