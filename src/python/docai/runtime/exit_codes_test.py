import pickle

import pytest

from docai.runtime.exit_codes import ExitCode


def test_an_exit_code_is_a_number_with_a_meaning() -> None:
    assert ExitCode(4) is ExitCode.PARTIAL
    assert (int(ExitCode.STOPPED), ExitCode.STOPPED.value) == (143, 143)
    assert f"{ExitCode.STOPPED:d}" == "143"
    assert pickle.loads(pickle.dumps(ExitCode.CALLER)) is ExitCode.CALLER
    with pytest.raises(ValueError, match="99 is not a valid ExitCode"):
        ExitCode(99)


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_says_what_it_means(code: ExitCode) -> None:
    assert code.meaning
    assert not code.meaning.endswith(".")
