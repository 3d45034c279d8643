"""Run the pipeline on a cluster that has the Spark Operator but no Kubeflow Pipelines, and compare with a laptop's run.

    ./pants run build-support/e2e:on_cluster -- --load "kind load docker-image"

deploy/ is applied; each step of the compiled pipeline runs as a pod with the image, command, arguments and service account
that Kubeflow Pipelines would give it, the exit handler too. EDGAR and the storage run on this machine, at an address that
pods reach. Exit code 0 when the tables are, row for row, those of the laptop.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cluster_run import KEY, OVERLAYS, SECRET, ClusterRun
from compiled.inputs import KfpRefuses, written
from compiled.pipeline import CompiledPipeline
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.images import REGISTRY, TAG, images
from kubectl import Kubectl, Refused
from laptop import compare, laptop_run
from outcome import check_outputs
from servers import address_towards, stand_ins
from step_pods import StepLost
from telling import Told, report

LAKE_PORT = 6443
"""One of the two ports that deploy/'s network policy lets Spark's pods out to."""


def main(argv: Sequence[str]) -> int:
    """Run it; return the exit code."""
    given = options(argv)
    told = Told("The pipeline on a cluster")
    cluster = Kubectl(given.kubectl, given.kubeconfig, given.context)
    try:
        host = given.host or address_towards(f"http://{cluster.node_address()}")
        chosen = chosen_images(given.registry, given.tag, given.image)
        if given.load:
            subprocess.run([*shlex.split(given.load), *chosen.values()], check=True)
            told.say(f"images loaded: {', '.join(chosen.values())}")
        with (
            stand_ins(given.filings, host, given.port) as servers,
            tempfile.TemporaryDirectory(prefix="docai-e2e-") as scratch,
        ):
            told.say(
                f"{servers.filings} filings at {servers.edgar_url}, lake at {servers.endpoint}"
            )
            package = Path(scratch) / "docai_data_pipeline.yaml"
            signing = ["--step-identity", "key", "--step-key-secret", f"{SECRET}:{KEY}"]
            COMMANDS.main(["compile", "--output", str(package), *signing])
            compiled = CompiledPipeline.read(package)
            run = ClusterRun(
                cluster,
                OVERLAYS[given.overlay],
                compiled,
                servers,
                chosen,
                {
                    name: written(compiled.spec["root"], name, text)
                    for name, text in given.parameter
                },
                told,
            )
            run.prepare(given.deploy)
            examine(run, Path(scratch) / "laptop")
    except (KfpRefuses, Refused, StepLost, OSError, subprocess.CalledProcessError) as error:
        told.must(False, str(error))
    if given.report:
        given.report.write_text(report(told.title, told.figures, told.amiss) + "\n")
    return told.end()


def examine(run: ClusterRun, laptop: Path) -> None:
    """Run the pipeline and the laptop, and note what is not as it must be. Raises what they raise."""
    told, servers = run.told, run.servers
    began = time.monotonic()
    done = run.steps()
    if told.amiss:
        return
    tables = time.monotonic() - began - done["clean-up"].seconds
    told.figures["from the start to the tables, s"] = f"{tables:.1f}"
    told.figures["Spark's pods"] = ", ".join(sorted(run.seen.values()))
    told.must({"driver", "executor"} <= set(run.seen.values()), f"pods seen: {run.seen}")
    told.same("the applications that are left", run.left(), [])
    told.must("report" in done["clean-up"].artifacts, "the exit handler wrote no report")
    place = laptop_run(servers, laptop)
    rows, amiss = compare(place, servers.place)
    told.amiss += amiss
    for table, found in rows.items():
        told.figures[f"rows of {table}, as on the laptop"] = f"{len(found):,}"
    check_outputs(
        told,
        servers.filings,
        {name: step.outputs for name, step in done.items()},
        {table: len(found) for table, found in rows.items()},
    )


def chosen_images(registry: str, tag: str, others: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the images by the names of the pipeline's parameters."""
    usual = images(registry, tag)
    made = {
        "data-loader": usual.data_loader,
        "spark-job": usual.spark_job,
        "spark-delta": usual.spark_delta,
    }
    return {**made, **dict(others)}


def options(argv: Sequence[str]) -> argparse.Namespace:
    """Return the command line."""
    made = argparse.ArgumentParser(
        "on_cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = made.add_argument
    add("--kubeconfig", default="", help="kubeconfig of the cluster (default: as kubectl finds it)")
    add("--context", default="", help="context in it")
    add("--kubectl", default="kubectl", help="the program")
    add(
        "--load",
        default="",
        metavar="COMMAND",
        help="brings images into the cluster: it is called with their names behind it",
    )
    add("--registry", default=REGISTRY, help="where the images are (default: %(default)s)")
    add("--tag", default=TAG, help="which of them (default: %(default)s)")
    add("--image", type=pair, action="append", default=[], metavar="NAME=IMAGE", help="another one")
    add("--filings", type=Path, metavar="FOLDER", help="submissions (default: the sample)")
    add("--overlay", choices=sorted(OVERLAYS), default="two-namespaces", help="of deploy/overlays")
    add("--deploy", type=Path, default=Path("deploy/overlays"), help="where the overlays are")
    add("--host", default="", help="address of this machine that pods reach (default: found out)")
    add("--port", type=int, default=LAKE_PORT, help="the lake's port (default: %(default)s)")
    add(
        "--parameter",
        type=pair,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="of the pipeline, such as executors=2",
    )
    add("--report", type=Path, metavar="FILE", help="write the result as Markdown")
    return made.parse_args(argv)


def pair(text: str) -> tuple[str, str]:
    """Return the two sides of NAME=VALUE; raises ValueError."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise ValueError(f"{text!r} is not NAME=VALUE")
    return name, value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
