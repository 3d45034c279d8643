"""Has a step recorded, however it ends, and a stop recorded at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from docai.runtime.recording.box import RecordBox
from docai.runtime.step_record import Put, StepNotes, recorded
from docai.runtime.stop import StopSignal

STOP_LOOK = 0.05


@contextmanager
def kept(
    put: Put | None, run_id: str, step: str, stop: StopSignal, advice: str = ""
) -> Iterator[StepNotes]:
    """Have the step inside recorded by ``put``, as docai.runtime.step_record.recorded does; None: nowhere.

    When a stop is asked for, that is recorded in the same moment, with the ``advice``: Kubeflow Pipelines kills a step 0.9 s
    after it asks it to stop. A step that ends otherwise after all is recorded as it ended.
    """
    if put is None:
        with recorded(None, run_id, step) as notes:
            yield notes
        return
    with (
        RecordBox(put) as box,
        _listening(stop, box, advice),
        recorded(box.put, run_id, step) as notes,
    ):
        yield notes


@contextmanager
def _listening(stop: StopSignal, box: RecordBox, advice: str) -> Iterator[None]:
    over = threading.Event()

    def listen() -> None:
        while not stop.wait(STOP_LOOK):
            if over.is_set():
                return
        box.stopped(advice)

    listener = threading.Thread(target=listen, name="stop-record", daemon=True)
    listener.start()
    try:
        yield
    finally:
        over.set()
        listener.join()
