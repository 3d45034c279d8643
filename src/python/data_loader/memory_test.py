from __future__ import annotations

import os
import platform
import subprocess
import sys

import data_loader.download_10k_raw
from data_loader.memory import use_one_arena


def test_glibc_takes_the_setting_and_others_are_left_alone() -> None:
    assert use_one_arena() is (platform.libc_ver()[0] == "glibc")


def test_the_loader_does_not_pay_for_what_reads_tables() -> None:
    # that is for coverage alone: 20 MB, of the 60 that a run takes
    loader = data_loader.download_10k_raw.__name__
    program = f"import sys, {loader}; sys.exit('deltalake' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
