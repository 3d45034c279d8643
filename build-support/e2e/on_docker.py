"""Run the pipeline's images on a Docker engine, from the compiled pipeline to the tables, and compare with a laptop's run.

    DOCAI_KUBE=$(build-support/kube-apiserver/build) ./pants run build-support/e2e:on_docker

kfp.local runs the steps as containers; the launcher talks to a real API server, on which an operator is played that runs
the writer's image. EDGAR and the storage are on loopback. Exit code 0 when the outputs say what is in the tables and
those are, row for row, the laptop's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from docker_run import NAMESPACE, Drivers, outputs, prepare_api, run_locally, write_kubeconfig
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.images import REGISTRY, TAG, images
from laptop import compare, laptop_run
from outcome import check_outputs
from servers import stand_ins
from stand_ins.kube.operator import APPS
from stand_ins.kube.real import VARIABLE, RealApi
from stand_ins.kube.real_store import RealStore
from telling import Told, plain


def main(argv: Sequence[str]) -> int:
    """Run it; return the exit code."""
    given = options(argv)
    if not os.environ.get(VARIABLE):
        print(f"{VARIABLE} must name the folder that build-support/kube-apiserver/build prints")
        return 2
    told = Told("The pipeline on a Docker engine")
    with (
        tempfile.TemporaryDirectory(prefix="docai-e2e-") as folder,
        stand_ins(given.filings, "127.0.0.1") as servers,
        RealApi() as api,
    ):
        scratch = Path(folder)
        told.say(f"{servers.filings} filings at {servers.edgar_url}, API server at {api.url}")
        prepare_api(api, given.deploy, servers)
        write_kubeconfig(api, scratch / "kubeconfig")
        package = scratch / "local.yaml"
        COMMANDS.main(
            [
                *("compile", "--local", "--output", str(package)),
                *("--registry", given.registry, "--tag", given.tag),
            ]
        )
        began = time.monotonic()
        drivers = Drivers(api, lambda line: print(f"    driver | {plain(line)}", flush=True))
        with drivers.operator():
            try:
                run_locally(
                    package,
                    servers,
                    scratch / "kubeconfig",
                    scratch / "outputs",
                    {"spark_delta_image": images(given.registry, given.tag).spark_delta},
                )
            except RuntimeError as error:
                # Its word is not enough: it has called a step that failed a success, too.
                told.must(False, f"kfp.local says: {error}")
        told.figures["from the start to the tables, s"] = f"{time.monotonic() - began:.1f}"
        told.say("kfp.local is done")
        states = [
            (one.get("status") or {}).get("applicationState", {}).get("state")
            for one in RealStore(api).all(APPS, NAMESPACE)
        ]
        told.same("the applications' states", states, ["COMPLETED"])
        told.same("the drivers' exit codes", drivers.codes, [0])
        if told.amiss:
            return told.end()
        rows, amiss = compare(laptop_run(servers, scratch / "laptop"), servers.place)
        told.amiss += amiss
        counts = {table: len(found) for table, found in rows.items()}
        for table, count in counts.items():
            told.figures[f"rows of {table}, as on the laptop"] = f"{count:,}"
        check_outputs(told, servers.filings, outputs(scratch / "outputs"), counts)
    return told.end()


def options(argv: Sequence[str]) -> argparse.Namespace:
    """Return the command line."""
    made = argparse.ArgumentParser(
        "on_docker", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = made.add_argument
    add("--registry", default=REGISTRY, help="where the images are (default: %(default)s)")
    add("--tag", default=TAG, help="which of them (default: %(default)s)")
    add("--filings", type=Path, metavar="FOLDER", help="submissions (default: the sample)")
    add("--deploy", type=Path, default=Path("deploy/overlays"), help="where the overlays are")
    return made.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
