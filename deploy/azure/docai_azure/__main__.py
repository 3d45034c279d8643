"""docai on Azure: ``deploy/azure/azure up``. README.md beside the package says what each command is for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai_azure.bringing import Bringing
from docai_azure.cloud import AzureCli
from docai_azure.costs import add_options, chosen, report
from docai_azure.resources.catalogue import catalogue
from docai_azure.settings import Settings, read_settings
from docai_azure.stages.place import Place, signed_in
from docai_azure.stages.runs import backfill, schedule
from docai_azure.stages.software import images, install

HERE = Path(__file__).resolve().parents[1]

_EPILOG = """\
exit codes: 0 done; 1 a defect; 2 change something (settings, sign-in, a role, a program that is not installed); 3 az, kubectl or
helm failed: give the command again, it goes on where it stopped; 4 (status) something is absent or differs."""


def main(argv: Sequence[str]) -> ExitCode:
    """Run one command."""
    options = command_line().parse_args(argv)
    settings = read_settings(options.settings)
    return _COMMANDS[options.command](options, settings)


def _up(options: argparse.Namespace, settings: Settings) -> ExitCode:
    bringing, place = _bringing(options, settings)
    bringing.up(catalogue(settings, place.subscription_id, _today()))
    _tell(_sums(bringing))
    return ExitCode.DONE


def _status(options: argparse.Namespace, settings: Settings) -> ExitCode:
    bringing, place = _bringing(options, settings)
    well = bringing.status(catalogue(settings, place.subscription_id, _today()))
    _tell(_sums(bringing))
    return ExitCode.DONE if well else ExitCode.PARTIAL


def _down(options: argparse.Namespace, settings: Settings) -> ExitCode:
    bringing, place = _bringing(options, settings)
    bringing.down(catalogue(settings, place.subscription_id, _today()), lake_too=options.lake_too)
    _tell(_sums(bringing))
    return ExitCode.DONE


def _install(options: argparse.Namespace, settings: Settings) -> ExitCode:
    install(_place(options, settings), dry_run=options.dry_run, tell=_tell)
    return ExitCode.DONE


def _images(options: argparse.Namespace, settings: Settings) -> ExitCode:
    images(_place(options, settings), options.tag, dry_run=options.dry_run, tell=_tell)
    return ExitCode.DONE


def _schedule(options: argparse.Namespace, settings: Settings) -> ExitCode:
    schedule(_place(options, settings), options.tag, dry_run=options.dry_run, tell=_tell)
    return ExitCode.DONE


def _backfill(options: argparse.Namespace, settings: Settings) -> ExitCode:
    backfill(
        _place(options, settings),
        options.tag,
        options.years or range(1993, _today().year + 1),
        dry_run=options.dry_run,
        tell=_tell,
    )
    return ExitCode.DONE


def _costs(options: argparse.Namespace, settings: Settings) -> ExitCode:
    for line in report(*chosen(vars(options)), settings):
        _tell(line)
    return ExitCode.DONE


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Settings], ExitCode]] = {
    "up": _up,
    "status": _status,
    "install": _install,
    "images": _images,
    "schedule": _schedule,
    "backfill": _backfill,
    "costs": _costs,
    "down": _down,
}


def _place(options: argparse.Namespace, settings: Settings) -> Place:
    cloud = AzureCli(settings.subscription)
    return signed_in(settings, cloud, options.work)


def _bringing(options: argparse.Namespace, settings: Settings) -> tuple[Bringing, Place]:
    place = _place(options, settings)
    dry_run = getattr(options, "dry_run", False)
    return Bringing(place.cloud, _tell, dry_run=dry_run), place


def _sums(bringing: Bringing) -> str:
    return (
        ", ".join(f"{count} {word}" for word, count in bringing.counts.items()) or "nothing to do"
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _years(text: str) -> range:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and int(first) >= 1993):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2024 or 1993-2024")
    if int(last or first) < int(first):
        raise argparse.ArgumentTypeError(f"{text!r} ends before it begins")
    return range(int(first), int(last or first) + 1)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="azure",
        description="Makes docai on Azure, runs it, and unmakes it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    common = _common_options()
    changing = _changing_options(common)
    tagged = argparse.ArgumentParser(add_help=False, allow_abbrev=False, parents=[changing])
    tagged.add_argument("--tag", required=True, help="the release: v1.2.3")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, parent: argparse.ArgumentParser, meaning: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, parents=[parent], help=meaning, description=meaning, allow_abbrev=False
        )

    add("up", changing, "make what is missing in Azure, mend what differs")
    add("status", common, "say how each resource stands")
    add(
        "install",
        changing,
        "put accounts and bounds, Kubeflow Pipelines and the Spark Operator on the cluster",
    )
    add("images", tagged, "release the images of a tag into the registry")
    add("schedule", tagged, "schedule the nightly run; again: to another release, forward or back")
    add("backfill", tagged, "run the pipeline for whole years, one after the other").add_argument(
        "--years", type=_years, help="2024, or 1993-2024 (default: 1993 to this year)"
    )
    add_options(
        add("costs", common, "print what it costs, with the prices that are given; asks nobody")
    )
    add("down", changing, "delete all but the lake").add_argument(
        "--lake-too", action="store_true", help="delete the lake and the resource group as well"
    )
    return parser


def _common_options() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    made.add_argument(
        "--settings", type=Path, default=HERE / "settings.toml", help="names and sizes (TOML)"
    )
    made.add_argument(
        "--work",
        type=Path,
        default=HERE.parents[1] / "dist" / "azure",
        help="folder for the overlay and the cluster's credentials (default: dist/azure)",
    )
    return made


def _changing_options(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False, allow_abbrev=False, parents=[common])
    made.add_argument(
        "--dry-run",
        action="store_true",
        help="ask what is there, print what would be done, change nothing",
    )
    return made


if __name__ == "__main__":
    run_program(main)
