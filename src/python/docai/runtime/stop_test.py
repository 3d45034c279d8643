import os
import pty
import signal
import subprocess
import sys
import threading
import time

import pytest

from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal


def test_sigterm_asks_for_a_stop_and_ends_a_wait_at_once() -> None:
    with StopSignal() as stop:
        assert not stop.wait(0.0)
        os.kill(os.getpid(), signal.SIGTERM)
        began = time.monotonic()
        assert stop.wait(600.0)
        assert time.monotonic() - began < 5
        with pytest.raises(Stopped):
            stop.raise_if_requested()


def test_afterwards_the_handlers_are_as_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with StopSignal():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_comes_while_a_wait_begins_is_heard() -> None:
    for number in range(100):
        with StopSignal() as stop:
            sender = threading.Timer(number * 2e-5, os.kill, (os.getpid(), signal.SIGTERM))
            sender.start()
            assert stop.wait(30)
            sender.join()


def test_a_second_signal_ends_the_program_at_once_with_143() -> None:
    program = (
        "import sys, time\n"
        "from docai.runtime.stop import StopSignal\n"
        "with StopSignal() as stop:\n"
        "    print('ready', flush=True)\n"
        "    stop.wait(60); print('asked', flush=True)\n"
        "    time.sleep(60)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    child.terminate()
    assert child.stdout.readline() == b"asked\n"
    child.terminate()
    assert child.wait(10) == 143
    child.stdout.close()


def test_ctrl_c_at_a_terminal_is_answered_at_once_and_the_second_gives_the_cursor_back() -> None:
    program = (
        "import time\n"
        "from docai.runtime.stop import StopSignal\n"
        "with StopSignal() as stop:\n"
        "    print('ready', flush=True)\n"
        "    [time.sleep(0.01) for _ in range(6000)]\n"  # looks at nothing
    )
    mine, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    os.close(terminal)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    child.send_signal(signal.SIGINT)
    assert b"stopping; Ctrl-C again = at once; run it again to resume" in os.read(mine, 1000)
    assert child.poll() is None
    child.send_signal(signal.SIGINT)
    assert child.wait(10) == 143
    assert b"\x1b[?25h" in os.read(mine, 1000)
    child.stdout.close()
    os.close(mine)
