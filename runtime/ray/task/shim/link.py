"""What gateway and actors say to each other over one TCP connection: a kind of one byte, a length of four, and as many bytes."""

import struct

HEADER = struct.Struct(">cI")

# from an actor
HELLO = b"H"  # JSON: who it is
NEED = b"N"  # the digest of a bundle that it does not have
OUTPUT = b"O"  # what the worker printed, records included
DONE = b"D"  # JSON: how the run ended
EXITED = b"X"  # JSON: how the worker ended

# from the gateway
RUN = b"R"  # the digest of a bundle, LF, and the run as a line of JSON for the worker
BUNDLE = b"Z"  # a digest of 64 hex digits, and the zip
CANCEL = b"C"


def pack(kind, payload=b""):
    return HEADER.pack(kind, len(payload)) + payload


class Unpacker:
    """Takes bytes as they come and gives whole messages."""

    def __init__(self):
        self.held = bytearray()

    def push(self, data):
        self.held += data
        at = 0
        while len(self.held) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(self.held, at)
            if len(self.held) - at < HEADER.size + length:
                break
            at += HEADER.size
            yield kind, bytes(self.held[at : at + length])
            at += length
        del self.held[:at]
