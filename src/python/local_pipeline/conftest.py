from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.filing import layout
from local_pipeline.run import main


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``lake/sample`` stands in, as a first run leaves it. It is not to be changed."""
    folder = tmp_path_factory.mktemp("home")
    main(["--sample", "--lake", str(folder / "lake/sample")])
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> str:
    columns = {
        layout.FILINGS: {"accession": ["a", "b"], "form": ["10-K", "10-K"]},
        layout.SECTIONS: {"accession": ["a", "b", "half"], "item": ["1", "1A", "7"]},
        layout.QUARANTINE: {"accession": ["c"], "error": ["cut short"]},
    }
    for path, columns_of in columns.items():
        write_deltalake(
            str(tmp_path / path), pa.table(columns_of), description=f"what {path} holds"
        )
    return str(tmp_path)
