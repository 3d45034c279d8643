"""The process that reads documents, and may be killed for it.

Started once per Python worker as ``python -m spark_delta.read.reader_process FD``. It loads the parser, then forks a
reader whenever the worker asks for one on the control socket FD: a fresh reader costs a fork, not an interpreter. A reader
reads requests from its own socket until that is closed; it has an address space limit, so that a document which bloats it
ends it and nothing else. When the worker goes away, however it goes, the control socket closes and everything here ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable, Collection

import pyarrow as pa

from docai.delta.arrow import spare_pandas
from spark_delta.read.outcome import Failure, Outcome, encode
from spark_delta.read.submission_rows import read_submission

FORK, STATUS = b"F", b"S"
"""What the worker may ask: a reader (its socket and memory limit follow), how the reader of a pid ended."""

NUMBER = struct.Struct("<q")
REQUEST = struct.Struct("<QQI")
"""A request's head: bytes of the stored file, most bytes unpacked, bytes of what is said before the file: accession, SHA-256, optional tables."""


def receive(connection: socket.socket, size: int) -> bytes:
    """Return exactly ``size`` bytes; raises EOFError when the other side is gone."""
    buffer = bytearray(size)
    view, at = memoryview(buffer), 0
    while at < size:
        got = connection.recv_into(view[at:])
        if not got:
            raise EOFError
        at += got
    return bytes(buffer)


COLLECT_EVERY = 20
"""Documents between two collections of garbage, each of which takes some milliseconds."""

Read = Callable[[bytes, str, str | None, int, Collection[str]], Outcome]
"""What reads a document; see ``read_submission``."""


def main(argv: list[str], read: Read = read_submission) -> int:
    """Serve the control socket whose descriptor is ``argv[0]`` until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(argv[0]))
    readers: set[int] = set()
    spare_pandas()  # before the forks, each of which would load it
    pa.set_memory_pool(
        pa.system_memory_pool()
    )  # its own one reserves address space, which is limited
    gc.freeze()  # what is loaded stays: no collection looks at it, and forks share its pages
    try:
        while True:
            order, sockets, _, _ = socket.recv_fds(control, 1, 1)
            if order == FORK:
                (memory,) = NUMBER.unpack(receive(control, NUMBER.size))
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _read_until_closed(socket.socket(fileno=sockets[0]), memory, read)
                os.close(sockets[0])
                readers.add(pid)
                control.sendall(NUMBER.pack(pid))
            elif order == STATUS:
                (pid,) = NUMBER.unpack(receive(control, NUMBER.size))
                _, status = os.waitpid(pid, 0)
                readers.discard(pid)
                control.sendall(NUMBER.pack(status))
            else:
                return 0
    except (EOFError, ConnectionError, BrokenPipeError):
        return 0
    finally:
        for pid in readers:
            os.kill(pid, signal.SIGKILL)  # its number is its own until it has been waited for
        for pid in readers:
            os.waitpid(pid, 0)  # a container's first process may be one that collects no orphans


def _read_until_closed(connection: socket.socket, memory: int, read: Read) -> None:
    """Answer requests on ``connection``; never returns."""
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        code = _serve(connection, memory, read)
    except (EOFError, ConnectionError, BrokenPipeError):
        code = 0
    finally:
        os._exit(code)


def _serve(connection: socket.socket, memory: int, read: Read) -> int:
    bloated = encode(
        Failure(
            "crash",
            "OutOfMemory",
            f"reading it takes more than the {memory >> 20:,} MB of memory that it may take (--reader-memory-mb)",
        )
    )
    # A document's values hold no cycles, so counts of references free them: collections amid the work find nothing and
    # take a tenth of it. One after several documents takes what a library may have left.
    gc.disable()
    since = 0
    while True:
        since += 1
        if since > COLLECT_EVERY:
            gc.collect()
            since = 1
        length, max_bytes, said = REQUEST.unpack(receive(connection, REQUEST.size))
        accession, sha256, tables = receive(connection, said).decode().split(" ")
        answer = None
        with contextlib.suppress(MemoryError):
            stored = receive(connection, length)
            answer = encode(read(stored, accession, sha256 or None, max_bytes, tables.split(",")))
        if answer is None:  # by here the error has let go of what it held
            connection.sendall(bloated)
            return 0  # what is left of its heap is nothing to read the next document with
        connection.sendall(answer)
        del stored, answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
