import platform

from data_loader.memory import use_one_arena


def test_glibc_takes_the_setting_and_others_are_left_alone() -> None:
    assert use_one_arena() is (platform.libc_ver()[0] == "glibc")
