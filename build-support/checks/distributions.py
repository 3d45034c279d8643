"""Try the wheels as somebody does who installs them: docai alone, then components, then one of them less.

    python3 build-support/checks/distributions.py [--dist dist] [--python python3.12] [--newest]

Needs the wheels (``./pants package ::``), a Python from 3.11 on with venv, and the Python index for the libraries, which are
those of the lock; with --newest what the index serves today. Prints a line per check; the last one counts them. Exit code
1 if one failed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wheels import Failed, Wheel, read_wheels

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "3rdparty/python/requirements.lock"
COMPONENTS = ("data_loader", "spark_job")
"""Two that are small to install."""

DOCUMENT = """\
<html><body><p>FORM 10-K</p><p>Annual report for the fiscal year ended December 31, 2023</p>
<p>Item 1. Business</p><p>We make lanterns, and sell them in two countries.</p>
<p>Item 1A. Risk Factors</p><p>Glass is dear, and wicks are scarce in winter.</p>
<p>Item 2. Properties</p><p>We own one workshop.</p></body></html>
"""


class Environment:
    """A virtual environment that holds nothing of ours yet."""

    def __init__(self, folder: Path, python: str, dist: Path, pins: Path | None) -> None:
        self._folder, self._dist, self._pins = folder, dist, pins
        _run([python, "-m", "venv", str(folder / "venv")])
        (folder / "10k.htm").write_text(DOCUMENT)

    def install(self, *what: str) -> None:
        pins = [] if self._pins is None else ["--constraint", str(self._pins)]
        self._pip("install", "--find-links", str(self._dist), *pins, *what)

    def uninstall(self, *what: str) -> None:
        self._pip("uninstall", "--yes", *what)

    def docai(self, *argv: str, code: int = 0) -> str:
        """Return what `docai ARGV` says; raises Failed when it ends otherwise."""
        program = str(self._folder / "venv/bin/docai")
        said = _run([program, *argv], code, cwd=self._folder)
        if "Traceback" in said:
            raise Failed(said)
        return said

    def _pip(self, *argv: str) -> None:
        pip = [str(self._folder / "venv/bin/python"), "-m", "pip", "--quiet"]
        _run([*pip, "--disable-pip-version-check", *argv])


class Checks:
    """What must hold, in order."""

    def __init__(self, wheels: Sequence[Wheel], environment: Environment) -> None:
        self._wheels = {wheel.name: wheel for wheel in wheels}
        self._there = environment

    def all(self) -> list[Callable[[], str]]:
        return [
            self.no_file_is_in_two_wheels,
            self.what_they_import_of_each_other_is_there,
            self.metadata_is_whole,
            self.docai_alone_needs_little,
            self.components_require_docai_in_their_version,
            self.every_command_is_brought_by_what_its_help_says,
            self.docai_alone_reads_a_document,
            self.what_is_not_installed_says_what_helps,
            self.a_component_adds_its_commands,
            self.one_component_less_leaves_the_other_whole,
        ]

    def no_file_is_in_two_wheels(self) -> str:
        owner: dict[str, str] = {}
        for wheel in self._wheels.values():
            for file in wheel.files:
                if file in owner:
                    raise Failed(f"{file} is in {owner[file]} and in {wheel.name}")
                if file.endswith(("_test.py", "conftest.py")):
                    raise Failed(f"{wheel.name} ships {file}")
                owner[file] = wheel.name
        return f"{len(owner)} files in {len(self._wheels)} wheels"

    def what_they_import_of_each_other_is_there(self) -> str:
        owner = {file: wheel for wheel in self._wheels.values() for file in wheel.files}
        packages = {file.partition("/")[0] for file in owner}
        checked = 0
        for wheel in self._wheels.values():
            for importer, names in wheel.imports():
                if names[0].partition(".")[0] not in packages:
                    continue
                checked += 1
                files = [
                    file
                    for name in names
                    for file in (
                        f"{name.replace('.', '/')}{end}" for end in (".py", "/__init__.py")
                    )
                    if file in owner
                ]
                if not files:
                    raise Failed(f"{importer} of {wheel.name} imports {names[-1]}: in no wheel")
                brings = owner[files[0]]
                if brings is not wheel and brings.name not in wheel.requires():
                    raise Failed(f"{importer} imports {brings.name}, which {wheel.name} lacks")
        return f"{checked} imports"

    def metadata_is_whole(self) -> str:
        for wheel in self._wheels.values():
            for field in ("Summary", "Requires-Python", "Description-Content-Type"):
                if not wheel.metadata[field]:
                    raise Failed(f"{wheel.name} lacks {field}")
            if wheel.metadata["Requires-Python"] != ">=3.11":
                raise Failed(f"{wheel.name} requires Python {wheel.metadata['Requires-Python']}")
            if len(str(wheel.metadata.get_payload())) < 500:
                raise Failed(f"{wheel.name} does not carry its README")
            private = "Private :: Do Not Upload" in (wheel.metadata.get_all("Classifier") or [])
            if private == bool(wheel.metadata["License-Expression"]):
                raise Failed(f"{wheel.name} says both or neither: a licence, and not to upload it")
        return "summary, README, Python range, and a licence or the mark of none"

    def docai_alone_needs_little(self) -> str:
        needs = self._wheels["docai"].requires()
        if needs != {"lxml", "shtab", "tzdata"}:
            raise Failed(f"docai requires {', '.join(sorted(needs))}")
        return ", ".join(sorted(needs))

    def components_require_docai_in_their_version(self) -> str:
        docai = self._wheels["docai"]
        for wheel in self._wheels.values():
            if wheel is not docai and f"docai=={docai.version}" not in wheel.lines():
                raise Failed(f"{wheel.name} does not require docai=={docai.version}")
        return f"docai=={docai.version}"

    def every_command_is_brought_by_what_its_help_says(self) -> str:
        docai = self._wheels["docai"]
        brought = {
            command: name for name, wheel in self._wheels.items() for command in wheel.commands
        }
        known = docai.known_commands()
        if set(brought) != set(known):
            raise Failed(f"known are {sorted(known)}, brought are {sorted(brought)}")
        for command, extra in known.items():
            needed = docai.requires(extra) & self._wheels.keys() if extra else {"docai"}
            if brought[command] != "docai" and brought[command] not in needed:
                raise Failed(f"docai[{extra}] does not bring {command}: {brought[command]} does")
        return f"{len(known)} commands"

    def docai_alone_reads_a_document(self) -> str:
        started = time.monotonic()
        self._there.install("docai")
        said = self._there.docai("items", "10k.htm", "--item", "1A")
        if "wicks are scarce" not in said:
            raise Failed(said)
        self._there.docai("facts", "10k.htm")
        self._there.docai("tables", "10k.htm")
        listed = self._there.docai()
        self._there.docai("completion", "bash")
        if self._there.docai("--version").split() != ["docai", self._wheels["docai"].version]:
            raise Failed(self._there.docai("--version"))
        if "pip install 'docai[loader]'" not in listed:
            raise Failed(listed)
        return f"installed and asked in {time.monotonic() - started:.0f} s"

    def what_is_not_installed_says_what_helps(self) -> str:
        for command, extra in self._wheels["docai"].known_commands().items():
            if extra:
                said = self._there.docai(command, "--help", code=2)
                if f"pip install 'docai[{extra}]'" not in said:
                    raise Failed(said)
        return "exit code 2 and the command to install it"

    def a_component_adds_its_commands(self) -> str:
        self._there.install(*COMPONENTS)
        said = self._there.docai("load", "--help")
        if not said.startswith("usage: docai load --lake"):
            raise Failed(said)
        self._there.docai("coverage", "--help")
        self._there.docai("spark-app", "--help")
        self._there.docai("load", "--lakes", "x", code=2)
        return ", ".join(COMPONENTS)

    def one_component_less_leaves_the_other_whole(self) -> str:
        gone, left = COMPONENTS
        self._there.uninstall(gone)
        self._there.docai("load", code=2)
        self._there.docai("spark-app", "--help")
        self._there.docai("items", "10k.htm")
        return f"without {gone}, {left} and docai work"


def main(argv: Sequence[str]) -> int:
    """Run the checks; return 0 if all holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="folder of the wheels")
    parser.add_argument("--python", default=sys.executable, help="the interpreter to install for")
    parser.add_argument("--newest", action="store_true", help="libraries as the index serves them")
    options = parser.parse_args(argv)
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="docai-distributions-") as scratch:
        pins = Path(scratch) / "pins.txt"
        pins.write_text(_pins(LOCK.read_text()))
        try:
            wheels = read_wheels(options.dist)
        except Failed as seen:
            print(f"FAILED: {seen}")
            return 1
        environment = Environment(
            Path(scratch),
            options.python,
            options.dist,
            None if options.newest else pins,
        )
        for check in Checks(wheels, environment).all():
            name = check.__name__.replace("_", " ")
            try:
                print(f"ok      {name}: {check()}", flush=True)
                passed += 1
            except Failed as seen:
                print(f"FAILED  {name}. Seen: {seen}", flush=True)
                failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _pins(lock: str) -> str:
    """Return the lock without its hashes: pip would ask for those of our own wheels too."""
    whole = lock.replace("\\\n", " ")
    return re.sub(r"\s+--hash=\S+", "", whole)


def _run(command: Sequence[str], code: int = 0, cwd: Path | None = None) -> str:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd=cwd
    )
    if done.returncode != code:
        raise Failed(f"`{' '.join(command)}` ended with {done.returncode}: {done.stdout[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
