"""The checks of every image: what it is, how it starts and stops, and what must not be in it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from tried_image import ANYONE, SITE, TriedImage, must, run

USER = "10001:10001"
LABELS = ("title", "description", "version", "revision", "source")
TOOLS = ("cc", "gcc", "g++", "make", "git", "pip", "pip3", "curl", "wget")
SECRET = re.compile(r"(?i)key|secret|token|passw|credential")
"""The name of a variable that would hold a secret."""

WRITABLE = r"find / -xdev \( -path /tmp -o -path /var/tmp -o -path /run/lock -o -path /proc -o -path /dev \) -prune -o ! -type l -writable -print"


class ImageChecks(TriedImage):
    """The checks of one image; each returns what was seen, or raises Failed."""

    def all(self) -> list[Callable[[], str]]:
        return [
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

    def size(self) -> str:
        """It is no larger than it was made to be."""
        # As the files say it: engines count their layers as they are kept, packed or not.
        script = "du --one-file-system --summarize --bytes / 2>/dev/null; true"
        megabytes = round(int(self.contained("-c", script, entry="sh").split()[0]) / 1e6)
        must(megabytes <= self.image.megabytes, f"{megabytes} MB of {self.image.megabytes}")
        return f"{megabytes} MB of at most {self.image.megabytes}"

    def user(self) -> str:
        """Its user is a number, and not root's: Kubernetes' runAsNonRoot looks at that."""
        must(self.config["User"] == USER, self.config["User"])
        return USER

    def labels(self) -> str:
        """It says what it is and what it was made of."""
        labels = self.config["Labels"] or {}
        lacking = [name for name in LABELS if not labels.get(f"org.opencontainers.image.{name}")]
        must(not lacking, f"no {', '.join(lacking)}")
        title = labels["org.opencontainers.image.title"]
        must(title == self.image.name, title)
        return f"{title}: {self.label('version')}, {self.label('revision')}"

    def secrets(self) -> str:
        """Neither a variable nor a step of its making holds a secret."""
        names = [each.partition("=")[0] for each in self.config["Env"]]
        steps = run(
            ["docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", self.reference]
        )
        found = [name for name in names if SECRET.search(name)]
        found += re.findall(r"(?i)\bARG \w*(?:key|secret|token|passw)\w*", steps)
        must(not found, ", ".join(found))
        return f"{len(names)} variables"

    def version(self) -> str:
        """``docker run IMAGE --version`` answers with the version of the label, as anyone, on a read-only root."""
        return self.says_version(self.contained("--version"))

    def help(self) -> str:
        """``docker run IMAGE --help`` explains it."""
        said = self.contained("--help")
        must(said.startswith("usage: "), said)
        return said.splitlines()[0]

    def other_commands(self) -> str:
        """The commands that pipelines and people use work in place of the entry point, and as words for it."""
        for entry, *rest in self.image.commands:
            self.says_version(self.contained(*rest, "--version", entry=entry))
            self.says_version(self.contained(entry, *rest, "--version"))
        return "; ".join(" ".join(command) for command in self.image.commands)

    def mistake(self) -> str:
        """A word that is neither a program nor of its own is answered by its own program, in a sentence."""
        said = self.contained("no-such-word", code=2).strip()
        must("no-such-word" in said and "Traceback" not in said, said)
        return "exit code 2 and a sentence"

    def init(self) -> str:
        """The first process is tini: it passes signals on and collects orphans."""
        first = self.contained("cat", "/proc/1/comm").strip()
        must(first == "tini", first)
        return f"{self.config['Entrypoint'][0]} becomes tini"

    def stops(self) -> str:
        """SIGTERM reaches what runs in it, and ends it at once."""
        name = run(["docker", "run", "--detach", self.reference, "sleep", "60"]).strip()
        try:
            time.sleep(0.5)
            started = time.monotonic()
            run(["docker", "stop", "--time", "20", name])
            seconds = time.monotonic() - started
            code = int(run(["docker", "inspect", "--format", "{{.State.ExitCode}}", name]))
        finally:
            run(["docker", "rm", "--force", name])
        must(code == 143 and seconds < 5, f"exit code {code} after {seconds:.1f} s")
        return f"exit code 143 after {seconds:.1f} s"

    def tools(self) -> str:
        """There is nothing in it to build or to fetch with."""
        script = f"for tool in {' '.join(TOOLS)}; do command -v $tool; done; python -m pip --version 2>&1; true"
        said = self.contained("-c", script, entry="sh").strip()
        must(said.endswith("No module named pip") and "\n" not in said, said)
        return f"no {', '.join(TOOLS)}"

    def writable(self) -> str:
        """Nothing in it can be changed by the user that it runs as, also where the root is not read-only."""
        for user in (ANYONE, USER):
            search = f"{WRITABLE} 2>/dev/null; true"
            command = ["docker", "run", "--rm", "--user", user, "--entrypoint", "sh"]
            found = run([*command, self.reference, "-c", search]).split()
            must(not found, " ".join(found[:10]))
        return "nothing beside /tmp"

    def only_its_own(self) -> str:
        """Spark and Java are in the image that runs them alone, and no component is in another's."""
        script = f"ls {SITE}; command -v java; true"
        found = set(self.contained("-c", script, entry="sh").split())
        components = {"data_loader", "spark_delta", "spark_job", "kf_pipeline"} & found
        must(components == {self.image.name.replace("-", "_")}, ", ".join(sorted(components)))
        has_spark = "pyspark" in found or "/usr/bin/java" in found
        must(has_spark == self.image.spark, "Spark or Java" if has_spark else "no Spark")
        tests = {"pytest", "hypothesis", "pip", "setuptools"} & found
        must(not tests, ", ".join(tests))
        return f"{next(iter(components))}{' and Spark' if has_spark else ''}"
