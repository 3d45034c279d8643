"""Try each image as a cluster would use it: any UID, read-only root, no rights; and look at what is in it.

    python3 build-support/checks/images.py [--registry docaiacr.azurecr.io] [--tag v1] [IMAGE ...]

Needs a Docker engine that has the images (``./pants package ::``), and Python 3.9 or newer. Prints a line per check; the
last one counts them. Exit code 1 if one failed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "10001:10001"
ANYONE = "12345"
"""A UID that no image knows."""

LABELS = ("title", "description", "version", "revision", "source")
TOOLS = ("cc", "gcc", "g++", "make", "git", "pip", "pip3", "curl", "wget")
SECRET = re.compile(r"(?i)key|secret|token|passw|credential")
"""The name of a variable that would hold a secret."""

WRITABLE = r"find / -xdev \( -path /tmp -o -path /var/tmp -o -path /run/lock -o -path /proc -o -path /dev \) -prune -o ! -type l -writable -print"
SITE = "/venv/lib/python3.11/site-packages"

SMOKE = """\
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.range(1000).write.format("delta").save("file:///tmp/table")
print("rows", spark.read.format("delta").load("file:///tmp/table").count())
spark.stop()
"""
"""What the driver runs: it writes a Delta table and reads it."""


class Failed(Exception):
    """A check that did not hold; the text says what was seen."""


@dataclass(frozen=True)
class Image:
    """An image; ``megabytes`` is the most that it may take, ``commands`` are other ways to start it."""

    name: str
    megabytes: int
    commands: tuple[tuple[str, ...], ...] = ()
    spark: bool = False


IMAGES = (
    Image("data-loader", 190, (("/venv/bin/python3", "-m", "data_loader.download_10k_raw"),)),
    Image("spark-job", 240, (("python", "create_spark_app.py"),)),
    Image("kf-pipeline", 230, (("python", "-m", "kf_pipeline.docai_pipeline"),)),
    Image(
        "spark-delta",
        950,
        (
            ("python", "-m", "spark_delta.run_spark_deltawriter"),
            ("python", f"{SITE}/spark_delta/run_spark_deltawriter.py"),
        ),
        spark=True,
    ),
)


class Checks:
    """The checks of one image; each returns what was seen, or raises Failed."""

    def __init__(self, image: Image, reference: str) -> None:
        self.image = image
        self.reference = reference
        inspected = _run(["docker", "image", "inspect", reference])
        self.about: dict[str, Any] = json.loads(inspected)[0]
        self.config: dict[str, Any] = self.about["Config"]

    def all(self) -> list[Callable[[], str]]:
        checks = [
            self.size,
            self.user,
            self.labels,
            self.secrets,
            self.version,
            self.help,
            self.other_commands,
            self.mistake,
            self.init,
            self.stops,
            self.tools,
            self.writable,
            self.only_its_own,
        ]
        spark = [self.names, self.driver, self.executor]
        return checks + (spark if self.image.spark else [])

    def size(self) -> str:
        """It is no larger than it was made to be."""
        # As the files say it: engines count their layers as they are kept, packed or not.
        script = "du --one-file-system --summarize --bytes / 2>/dev/null; true"
        megabytes = round(int(self._contained("-c", script, entry="sh").split()[0]) / 1e6)
        _must(megabytes <= self.image.megabytes, f"{megabytes} MB of {self.image.megabytes}")
        return f"{megabytes} MB of at most {self.image.megabytes}"

    def user(self) -> str:
        """Its user is a number, and not root's: Kubernetes' runAsNonRoot looks at that."""
        _must(self.config["User"] == USER, self.config["User"])
        return USER

    def labels(self) -> str:
        """It says what it is and what it was made of."""
        labels = self.config["Labels"] or {}
        lacking = [name for name in LABELS if not labels.get(f"org.opencontainers.image.{name}")]
        _must(not lacking, f"no {', '.join(lacking)}")
        title = labels["org.opencontainers.image.title"]
        _must(title == self.image.name, title)
        return f"{title}: {self._label('version')}, {self._label('revision')}"

    def secrets(self) -> str:
        """Neither a variable nor a step of its making holds a secret."""
        names = [each.partition("=")[0] for each in self.config["Env"]]
        steps = _run(
            ["docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", self.reference]
        )
        found = [name for name in names if SECRET.search(name)]
        found += re.findall(r"(?i)\bARG \w*(?:key|secret|token|passw)\w*", steps)
        _must(not found, ", ".join(found))
        return f"{len(names)} variables"

    def version(self) -> str:
        """``docker run IMAGE --version`` answers with the version of the label, as anyone, on a read-only root."""
        return self._says_version(self._contained("--version"))

    def help(self) -> str:
        """``docker run IMAGE --help`` explains it."""
        said = self._contained("--help")
        _must(said.startswith("usage: "), said)
        return said.splitlines()[0]

    def other_commands(self) -> str:
        """The commands that pipelines and people use work in place of the entry point, and as words for it."""
        for entry, *rest in self.image.commands:
            self._says_version(self._contained(*rest, "--version", entry=entry))
            self._says_version(self._contained(entry, *rest, "--version"))
        return "; ".join(" ".join(command) for command in self.image.commands)

    def mistake(self) -> str:
        """A word that is neither a program nor of its own is answered by its own program, in a sentence."""
        said = self._contained("no-such-word", code=2).strip()
        _must("no-such-word" in said and "Traceback" not in said, said)
        return "exit code 2 and a sentence"

    def init(self) -> str:
        """The first process is tini: it passes signals on and collects orphans."""
        first = self._contained("cat", "/proc/1/comm").strip()
        _must(first == "tini", first)
        return f"{self.config['Entrypoint'][0]} becomes tini"

    def stops(self) -> str:
        """SIGTERM reaches what runs in it, and ends it at once."""
        name = _run(["docker", "run", "--detach", self.reference, "sleep", "60"]).strip()
        try:
            time.sleep(0.5)
            started = time.monotonic()
            _run(["docker", "stop", "--time", "20", name])
            seconds = time.monotonic() - started
            code = int(_run(["docker", "inspect", "--format", "{{.State.ExitCode}}", name]))
        finally:
            _run(["docker", "rm", "--force", name])
        _must(code == 143 and seconds < 5, f"exit code {code} after {seconds:.1f} s")
        return f"exit code 143 after {seconds:.1f} s"

    def tools(self) -> str:
        """There is nothing in it to build or to fetch with."""
        script = f"for tool in {' '.join(TOOLS)}; do command -v $tool; done; python -m pip --version 2>&1; true"
        said = self._contained("-c", script, entry="sh").strip()
        _must(said.endswith("No module named pip") and "\n" not in said, said)
        return f"no {', '.join(TOOLS)}"

    def writable(self) -> str:
        """Nothing in it can be changed by the user that it runs as, also where the root is not read-only."""
        for user in (ANYONE, USER):
            search = f"{WRITABLE} 2>/dev/null; true"
            command = ["docker", "run", "--rm", "--user", user, "--entrypoint", "sh"]
            found = _run([*command, self.reference, "-c", search]).split()
            _must(not found, " ".join(found[:10]))
        return "nothing beside /tmp"

    def only_its_own(self) -> str:
        """Spark and Java are in the image that runs them alone, and no component is in another's."""
        script = f"ls {SITE}; command -v java; true"
        found = set(self._contained("-c", script, entry="sh").split())
        components = {"data_loader", "spark_delta", "spark_job", "kf_pipeline"} & found
        _must(components == {self.image.name.replace("-", "_")}, ", ".join(sorted(components)))
        has_spark = "pyspark" in found or "/usr/bin/java" in found
        _must(has_spark == self.image.spark, "Spark or Java" if has_spark else "no Spark")
        tests = {"pytest", "hypothesis", "pip", "setuptools"} & found
        _must(not tests, ", ".join(tests))
        return f"{next(iter(components))}{' and Spark' if has_spark else ''}"

    def names(self) -> str:
        """A UID that the image does not know has a name all the same: Hadoop insists."""
        name = self._contained("-c", "id -un", entry="sh").strip()
        _must(name != "" and not name.isdigit(), name)
        return f"{ANYONE} is {name}"

    def driver(self) -> str:
        """As the operator starts a driver, Spark writes a Delta table and reads it."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            (Path(folder) / "smoke.py").write_text(SMOKE)
            settings = {
                "spark.driver.host": "127.0.0.1",
                "spark.ui.enabled": "false",
                "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
                "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                "spark.sql.warehouse.dir": "file:///tmp/warehouse",
            }
            pairs = [f"{key}={value}" for key, value in settings.items()]
            said = self._contained(
                "driver",
                "--master",
                "local[1]",
                *(word for pair in pairs for word in ("--conf", pair)),
                "local:///job/smoke.py",
                options=["-v", f"{folder}:/job:ro", "-e", "SPARK_DRIVER_BIND_ADDRESS=127.0.0.1"],
            )
        _must("rows 1000" in said, said[-500:])
        return "1000 rows written and read"

    def executor(self) -> str:
        """As Spark starts an executor, it asks the driver that it was told of, with the memory that it was given."""
        variables = {
            "SPARK_DRIVER_URL": "spark://CoarseGrainedScheduler@127.0.0.1:1",
            "SPARK_EXECUTOR_ID": "1",
            "SPARK_EXECUTOR_CORES": "1",
            "SPARK_EXECUTOR_MEMORY": "200m",
            "SPARK_EXECUTOR_POD_IP": "127.0.0.1",
            "SPARK_EXECUTOR_POD_NAME": "pod-1",
            "SPARK_APPLICATION_ID": "app-1",
            "SPARK_RESOURCE_PROFILE_ID": "0",
            "SPARK_JAVA_OPT_0": "-Dfirst=a b",
            "SPARK_JAVA_OPT_10": "-Dthird=3",
            "SPARK_JAVA_OPT_2": "-XX:+PrintCommandLineFlags",
        }
        options = [word for pair in variables.items() for word in ("-e", "=".join(pair))]
        said = self._contained("executor", options=options, code=1)
        for word in ("-XX:MaxHeapSize=209715200", "KubernetesExecutorBackend", "127.0.0.1:1"):
            _must(word in said, f"no {word} in: {said[-1500:]}")
        return "200 MB of heap, looks for its driver"

    def _says_version(self, said: str) -> str:
        words = said.split()
        _must(bool(words) and words[-1] == self._label("version"), said)
        return said.strip()

    def _label(self, name: str) -> str:
        return str(self.config["Labels"][f"org.opencontainers.image.{name}"])

    def _contained(
        self, *words: str, entry: str = "", options: Sequence[str] = (), code: int = 0
    ) -> str:
        """Run the image as a strict cluster does; return all that it said."""
        strict = ["--read-only", "--user", ANYONE, "--cap-drop", "ALL"]
        strict += ["--security-opt", "no-new-privileges"]
        strict += ["--tmpfs", "/tmp:exec,mode=1777"]  # noqa: S108 - a folder of the container
        entries = ["--entrypoint", entry] if entry else []
        command = ["docker", "run", "--rm", *strict, *options, *entries, self.reference, *words]
        return _run(command, code)


def _run(command: Sequence[str], code: int = 0) -> str:
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    _must(done.returncode == code, f"exit code {done.returncode}: {done.stdout[-1500:]}")
    return done.stdout


def _must(true: bool, otherwise: str) -> None:
    if not true:
        raise Failed(otherwise)


def main(argv: Sequence[str]) -> int:
    """Check the images; return 0 if all is as it must be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("images", nargs="*", metavar="IMAGE", help="which (default: all)")
    parser.add_argument("--registry", default="docaiacr.azurecr.io")
    parser.add_argument("--tag", default="v1")
    options = parser.parse_args(argv)
    names = [image.name for image in IMAGES]
    if unknown := set(options.images) - set(names):
        parser.error(f"no image {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    passed = failed = 0
    for image in IMAGES:
        if options.images and image.name not in options.images:
            continue
        reference = f"{options.registry}/{image.name}:{options.tag}"
        try:
            checks = Checks(image, reference).all()
        except Failed as seen:
            print(
                f"{image.name:12} FAILED: the engine has no {reference}. Seen: {seen}", flush=True
            )
            failed += 1
            continue
        for check in checks:
            try:
                print(f"{image.name:12} {check.__name__:15} {check()}", flush=True)
                passed += 1
            except Failed as seen:
                print(
                    f"{image.name:12} {check.__name__:15} FAILED: {check.__doc__} Seen: {seen}",
                    flush=True,
                )
                failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
