"""Try each image as a cluster would use it: any UID, read-only root, no rights; and look at what is in it.

    python3 build-support/checks/images.py [--registry docaiacr.azurecr.io] [--tag v1] [IMAGE ...]

Needs a Docker engine that has the images (``./pants package ::``), and Python 3.9 or newer. Prints a line per check; the
last one counts them. Exit code 1 if one failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from image_checks import ImageChecks
from spark_image_checks import SparkChecks
from tried_image import SITE, Failed, Image

IMAGES = (
    # Of them 146 are delta-rs: the coverage check reads the tables, and writes its own.
    Image("data-loader", 345, (("/venv/bin/python3", "-m", "data_loader.download_10k_raw"),)),
    Image("spark-job", 240, (("python", "create_spark_app.py"),)),
    Image("kf-pipeline", 230, (("python", "-m", "kf_pipeline.docai_pipeline"),)),
    Image(
        "spark-delta",
        # Of them 140 are delta-rs: the edition of the day reads the change data feed.
        1090,
        (
            ("python", "-m", "spark_delta.run_spark_deltawriter"),
            ("python", f"{SITE}/spark_delta/run_spark_deltawriter.py"),
        ),
        spark=True,
    ),
)


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
            checks = ImageChecks(image, reference).all()
            if image.spark:
                checks += SparkChecks(image, reference).all()
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
