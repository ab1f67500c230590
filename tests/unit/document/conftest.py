"""What tests of the report share."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.document.kept_blocks import read_pages, write_block, write_page
from evalkit.report.block import Block
from evalkit.report.verbs import figure, sentence, table
from tests.support.report_folder import write_report
from tests.unit.report import samples

RECORD = {
    "study": "invented",
    "commit": "no commit",
    "seed": 11,
    "started": "2019-11-22T07:00:00+00:00",
    "inputs": [
        {
            "file": "england_ks4final.csv",
            "source": "legacy_tables",
            "vintage": "final",
            "rows": 5,
            "rows_kept": 2,
            "sha256": "ab12" * 16,
        }
    ],
    "study_files": [{"file": "study.toml", "sha256": "cd34" * 16}],
    "versions": {"python": "3.11.7", "pandas": "3.1.1"},
    "plan": {"digest": "ef56" * 16},
}


def pages() -> dict[str, list[Block]]:
    """Blocks of every kind, as pages keep them."""
    finding, study = samples.finding(), samples.study()
    return {
        "00-study": [sentence(study, "programme"), table(study, "programme"), figure(samples.exposure())],
        "01-schools-and-pupils": [table(samples.panel()), figure(samples.flow()), sentence(samples.flow())],
        "02-outcomes": [figure(samples.trends()), table(samples.trends()), sentence(samples.trends())],
        "03-comparison": [figure(samples.comparison()), table(samples.comparison()), sentence(samples.comparison())],
        "04-effect": [
            sentence(finding, "estimand"),
            figure(finding, "placebo"),
            table(finding, "inferences"),
            figure(samples.event_study()),
            sentence(samples.event_study()),
            sentence(finding, "headline"),
        ],
        "05-sensitivity": [table(finding, "checks"), figure(samples.check()), sentence(samples.check())],
    }


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole report, rendered from kept blocks."""
    folder = tmp_path_factory.mktemp("report")
    for name, blocks in pages().items():
        for place, block in enumerate(blocks, 1):
            write_block(block, folder / "pages" / name, place)
    write_page(folder / "pages" / "06-groups", "For whom?", "It needs results of single pupils.")
    (report,) = write_report(folder, samples.study(), [samples.finding()], RECORD)
    return report


@pytest.fixture(scope="session")
def kept(rendered: Path) -> list[Block]:
    """Return every block kept for that report."""
    return [block for page in read_pages(rendered.parent / "pages") for block in page.blocks]
