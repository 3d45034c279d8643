import json
from pathlib import Path

import pytest

from docai.runtime.step_outputs import show_metrics


def test_the_figures_stand_in_the_executors_output_file(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "executor_output.json"
    artifact = {"name": "n/1", "uri": "s3://x/metrics", "metadata": {}}
    given = {
        "outputs": {"artifacts": {"metrics": {"artifacts": [artifact]}}, "outputFile": str(target)}
    }
    show_metrics(json.dumps(given), {"stored": 3.0})
    (told,) = json.loads(target.read_text())["artifacts"]["metrics"]["artifacts"]
    assert told == {"name": "n/1", "uri": "s3://x/metrics", "metadata": {"stored": 3.0}}


@pytest.mark.parametrize(
    "given", ["", "{{$}}", "[]", "{}", '{"outputs": []}', '{"outputs": {"artifacts": {}}}']
)
def test_what_no_pipeline_passes_is_said_and_passed_over(
    given: str, caplog: pytest.LogCaptureFixture
) -> None:
    show_metrics(given, {"stored": 3.0})
    assert "its metrics view stays empty" in caplog.text
