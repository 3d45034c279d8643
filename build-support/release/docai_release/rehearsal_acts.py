"""The acts of the rehearsal: what a release must do against a registry, one after another."""

from __future__ import annotations

import json
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docai.runtime.exit_codes import ExitCode
from docai_release.building import DISTRIBUTIONS
from docai_release.clone import Clone, must, run
from docai_release.publishing import IMAGES
from docai_release.registries.local_registry import LocalRegistry
from docai_release.registries.registry import REVISION, VERSION, Registry

PARAMETER = re.compile(
    r"^      (\w{1,40})_image:\n        defaultValue: (\S{1,300})$", re.MULTILINE
)
"""A parameter of the compiled pipeline that names an image, and its default."""


class Rehearsal:
    """The acts of the rehearsal, in order; each returns what was seen."""

    def __init__(self, registry: LocalRegistry, clone: Clone, other: Clone) -> None:
        self.local, self.clone, self.other = registry, clone, other
        self.registry = Registry(registry.address)
        self.commit = clone.git("rev-parse", "HEAD")
        self.first: dict[str, str] = {}

    def acts(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("a dirty tree, a tag elsewhere and a tag that is none are refused", self.refuses),
            ("the registry dies while images are pushed", self.breaks),
            ("repeated, the release goes on where it stopped", self.goes_on),
            ("released again, nothing changes", self.again),
            ("pulled by digest, the images run", self.pulls),
            ("the folder of the release is whole and names what was pushed", self.bundles),
            ("other content under the same version is refused", self.taken),
            ("the same commit from another clone changes nothing", self.elsewhere),
            ("a repair of the version takes over v1.2 and v1", self.repair),
        ]

    def refuses(self) -> str:
        stray = self.clone.folder / "stray.txt"
        stray.write_text("not committed\n")
        self.clone.git("tag", "v1.2.3")
        said = [self.clone.release("v1.2.3", ExitCode.CALLER)]
        stray.unlink()
        said.append(self.clone.release("v1.2.4", ExitCode.CALLER))
        said.append(self.clone.release("1.2.3", ExitCode.CALLER))
        self.clone.git("tag", "v0.0.1")
        self.clone.git("commit", "--quiet", "--allow-empty", "--message", "Go on")
        said.append(self.clone.release("v0.0.1", ExitCode.CALLER))
        self.clone.git("reset", "--quiet", "--hard", self.commit)
        for sentence, word in zip(
            said, ("stray.txt", "no tag v1.2.4", "write v1.2.3", "checkout"), strict=True
        ):
            must(word in sentence and "Traceback" not in sentence, sentence)
        must(not self._all_tags(), "something was pushed")
        return "exit code 2 and a sentence each, nothing pushed"

    def breaks(self) -> str:
        process = self.clone.start("v1.2.3")
        while process.poll() is None and self._digest(IMAGES[0], "v1.2.3") is None:
            time.sleep(0.2)
        self.local.kill()
        self.clone.ended(process, ExitCode.OTHER_SIDE)
        self.local.start()
        there = self._all_tags()
        must(there, f"nothing was pushed before the registry died:\n{self.clone.said}")
        must(
            len(there) < len(IMAGES),
            "all was pushed before the registry died: the act showed nothing",
        )
        must(all(tags == ["v1.2.3"] for tags in there.values()), f"tags moved too early: {there}")
        self.first = {name: str(self._digest(name, "v1.2.3")) for name in there}
        return f"exit code 3; there: {', '.join(there)}; v1.2 and v1 not yet"

    def goes_on(self) -> str:
        self.clone.release("v1.2.3", ExitCode.DONE)
        for name in IMAGES:
            digests = {self._digest(name, tag) for tag in ("v1.2.3", "v1.2", "v1", self.commit)}
            must(len(digests) == 1 and None not in digests, f"{name}: {digests}")
            manifest = self.registry.manifest(name, "v1.2.3")
            labels = self.registry.labels(name, manifest) if manifest else {}
            must((labels[VERSION], labels[REVISION]) == ("1.2.3", self.commit), str(labels))
        for name, digest in self.first.items():
            must(self._digest(name, "v1.2.3") == digest, f"{name} was pushed again")
        return f"{len(IMAGES)} images, each v1.2.3, v1.2, v1 and the commit; {', '.join(self.first)} as before"

    def again(self) -> str:
        before, sums = self._state(), (self.clone.bundle / "SHA256SUMS").read_text()
        written = self.local.writes()
        self.clone.release("v1.2.3", ExitCode.DONE)
        must(self._state() == before, "the registry changed")
        must(self.local.writes() == written, "something was written to the registry")
        must((self.clone.bundle / "SHA256SUMS").read_text() == sums, "the folder changed")
        return f"{sum(map(len, before.values()))} tags as before, no request that writes, the same sums"

    def pulls(self) -> str:
        digests = json.loads((self.clone.bundle / "digests.json").read_text())
        self.forget_images()
        said = []
        for name in IMAGES:
            image = f"{self.local.address}/{name}@{digests[name]}"
            run(["docker", "pull", "--quiet", image])
            said.append(
                run(["docker", "run", "--rm", "--read-only", "--user", "12345", image, "--version"])
            )
            must(said[-1].split()[-1] == "1.2.3", said[-1])
        return f"UID 12345, read-only root: {', '.join(line.strip() for line in said)}"

    def bundles(self) -> str:
        bundle = self.clone.bundle
        run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=bundle)
        files = sorted(path.name for path in bundle.iterdir())
        digests = json.loads((bundle / "digests.json").read_text())
        pipeline = (bundle / "docai_data_pipeline.yaml").read_text()
        images = dict(PARAMETER.findall(pipeline))
        for name in ("data-loader", "spark-job", "spark-delta"):
            pinned = f"{self.local.address}/{name}@{digests[name]}"
            must(images.get(name.replace("-", "_")) == pinned, f"{name} is {images}")
        bills = {name: _bill(bundle / f"{name}.cdx.json") for name in IMAGES}
        must("pyspark" in bills["spark-delta"], "spark-delta's bill lacks Spark")
        must("pyspark" not in bills["data-loader"], "data-loader's bill names Spark")
        with zipfile.ZipFile(bundle / "docai-1.2.3-py3-none-any.whl") as wheel:
            version = wheel.read("docai/RELEASE").decode().strip()
        must(version == "1.2.3", f"the wheel says {version}")
        for name in DISTRIBUTIONS[1:]:
            with zipfile.ZipFile(bundle / f"{name}-1.2.3-py3-none-any.whl") as wheel:
                said = wheel.read(f"{name}-1.2.3.dist-info/METADATA").decode()
            must("Requires-Dist: docai==1.2.3\n" in said, f"{name} requires another docai")
            must((bundle / f"{name}-1.2.3.tar.gz").is_file(), f"{name} has no sdist")
        parts = ", ".join(f"{name} {len(bill)}" for name, bill in bills.items())
        return f"{len(files)} files; parts in the bills: {parts}"

    def taken(self) -> str:
        before = self._state()
        self.other.change()
        self.other.git("tag", "v1.2.3")
        said = self.other.release("v1.2.3", ExitCode.CALLER)
        must("never changes" in said and "./pants" not in said, said)
        must(self._state() == before, "the registry changed")
        self.other.git("tag", "--delete", "v1.2.3")
        return "exit code 2 before anything was built"

    def elsewhere(self) -> str:
        before, sums = self._state(), (self.clone.bundle / "SHA256SUMS").read_text()
        self.other.git("tag", "v1.2.3", self.commit)
        self.other.git("checkout", "--quiet", "v1.2.3")
        self.other.release("v1.2.3", ExitCode.DONE)
        must(self._state() == before, "the registry changed")
        must((self.other.bundle / "SHA256SUMS").read_text() == sums, "the folder is another")
        return "registry and folder the same, to the byte"

    def repair(self) -> str:
        before = self._state()
        self.other.git("checkout", "--quiet", "-b", "repair", self.commit)
        self.other.change()
        self.other.git("tag", "v1.2.4")
        self.other.release("v1.2.4", ExitCode.DONE)
        for name in IMAGES:
            digests = {self._digest(name, tag) for tag in ("v1.2.4", "v1.2", "v1")}
            must(len(digests) == 1 and None not in digests, f"{name}: {digests}")
            must(self._digest(name, "v1.2.3") == before[name]["v1.2.3"], f"{name}: v1.2.3 changed")
        return "v1.2.3 as before"

    def _digest(self, name: str, tag: str) -> str | None:
        found = self.registry.manifest(name, tag)
        return found.digest if found else None

    def _all_tags(self) -> dict[str, list[str]]:
        return {name: tags for name in IMAGES if (tags := sorted(self.registry.tags(name)))}

    def _state(self) -> dict[str, dict[str, str]]:
        return {
            name: {tag: str(self._digest(name, tag)) for tag in tags}
            for name, tags in self._all_tags().items()
        }

    def forget_images(self) -> None:
        """Take this rehearsal's images out of the engine."""
        form = "{{.Repository}} {{.Tag}} {{.Digest}}"
        for line in run(["docker", "images", "--digests", "--format", form]).splitlines():
            name, tag, digest = line.split()
            if name.startswith(f"{self.local.address}/"):
                image = f"{name}@{digest}" if tag == "<none>" else f"{name}:{tag}"
                run(["docker", "rmi", "--force", image])


def _bill(path: Path) -> Mapping[str, object]:
    return {each["name"]: each for each in json.loads(path.read_text())["components"]}
