"""Rehearse a release against a real registry on this machine: ``build-support/release/rehearse``.

In clones of this checkout's commit, with tags that exist in the clones alone. It needs git, a Docker engine, the program
docker-registry (Debian's package has that name), and what ``./pants package`` needs. Its registry and clones are gone
when it ends; so are the images that it made.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai_release.building import engine_answers
from docai_release.clone import Clone, Wrong
from docai_release.registries.local_registry import LocalRegistry
from docai_release.rehearsal_acts import Rehearsal


def main(argv: Sequence[str]) -> ExitCode:
    """Play all acts; stop at the first that goes wrong, since the next build on it."""
    parser = argparse.ArgumentParser(prog="rehearse", description=__doc__)
    parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.STOPPED))  # clean up, then end
    for tool in ("docker-registry", "docker", "git"):
        if shutil.which(tool) is None:
            raise CallerError(f"the rehearsal needs {tool}: apt-get install {tool}")
    if not engine_answers():
        raise CallerError("no Docker engine answers here: start one, the rehearsal builds images")
    with _stage() as rehearsal:
        acts = rehearsal.acts()
        for number, (name, act) in enumerate(acts, 1):
            started = time.monotonic()
            try:
                seen = act()
            except Wrong as wrong:
                print(f"FAILED {name}: {wrong}", flush=True)
                print(f"{number - 1} passed, 1 failed")
                return ExitCode.DEFECT
            print(f"{number} {name} ({time.monotonic() - started:.0f} s): {seen}", flush=True)
        print(f"{len(acts)} passed, 0 failed")
    return ExitCode.DONE


@contextmanager
def _stage() -> Iterator[Rehearsal]:
    folder = Path(tempfile.mkdtemp(prefix="docai-rehearsal-"))
    try:
        with LocalRegistry(folder / "registry") as registry:
            clones = [Clone(folder / name, registry) for name in ("clone", "other")]
            rehearsal = Rehearsal(registry, *clones)
            try:
                yield rehearsal
            finally:
                for clone in clones:
                    clone.stop_pants()
                rehearsal.forget_images()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    run_program(main)
