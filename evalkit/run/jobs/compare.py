"""Set two reports side by side, or a report and a fresh run of its study."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import EvalkitError, ReportError
from evalkit.document.differences import as_text, compared_document
from evalkit.document.renderers.html import render
from evalkit.findings.differences import Report, compare_reports
from evalkit.run.jobs.run import run
from evalkit.run.outcome import in_words
from evalkit.run.places import REPORTS, shown
from evalkit.run.work.run_order import RECORD
from evalkit.run.work.stages import FINDINGS

SAME, DIFFER, CANNOT = 0, 1, 2
FRESH = "a fresh run"


def compare(first: str, second: str | None, *, html: Path | None, recall: bool = False) -> int:
    """Print what moved between two reports; return 0 when no finding did, 1 when one did, 2 when none can say.

    Parameters
    ----------
    first : str
        Folder of a report, or its name under reports/.
    second : str or None
        The same; None runs the study of the first report again.
    html : Path or None
        File for the comparison as a page; None writes none.
    recall : bool
        Whether a run of the study may take from the study's memory what has not changed; else it computes all of it.
    """
    try:
        before = read_report(first)
        after = _fresh(before, recall) if second is None else read_report(second)
        _refuse_strangers(before, after)
        compared = compare_reports(before, after)
    except EvalkitError as error:
        print(in_words(error), file=sys.stderr)
        return CANNOT
    document = compared_document(compared)
    print(as_text(document))
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_bytes(render(document))
        print(f"\n{shown(html)}")
    return DIFFER if compared.moved else SAME


def read_report(name: str) -> Report:
    """Return what two reports are compared by; a folder that is no finished report is refused."""
    folder = next((place for place in (Path(name), REPORTS / name) if (place / FINDINGS).is_file()), Path(name))
    try:
        contents = [json.loads((folder / file).read_text(encoding="utf-8")) for file in (FINDINGS, RECORD)]
    except (OSError, ValueError):
        contents = []
    if not contents or not all(isinstance(content, dict) for content in contents):
        raise ReportError.one(
            where=shown(folder),
            found=f"no {FINDINGS} and {RECORD} that can be read",
            allowed="the folder of a finished report, or its name under reports/",
            next="run the study first: evalkit run and the name of the study",
        )
    return Report(shown(folder), *contents)


def _refuse_strangers(before: Report, after: Report) -> None:
    asked = [{one["id"] for one in report.findings["findings"]} for report in (before, after)]
    if not asked[0] & asked[1]:
        raise ReportError.one(
            where=f"{before.name} and {after.name}",
            found="no finding that both of them have",
            allowed="two reports with a question in common",
            next="compare reports of the same study, or of studies made from one another",
        )


def _fresh(before: Report, recall: bool) -> Report:
    study = str(before.record["study"])
    with TemporaryDirectory(prefix="evalkit-") as folder:
        fresh = read_report(str(fresh_report(study, data=None, out=Path(folder), recall=recall)))
    return Report(f"{FRESH} of {study}", fresh.findings, fresh.record)


def fresh_report(study: str, *, data: Path | None, out: Path, recall: bool = False) -> Path:
    """Run a study once more, in no format, and return the folder of its report.

    A question that is refused has its place in the report, so that such a run has one too.

    Parameters
    ----------
    study : str
        Name or path of the study.
    data : Path or None
        Folder of the tables in place of the study's own.
    out : Path
        Folder in which the report is made; nobody is told of it, as it does not stay.
    recall : bool
        Whether the study's memory may be used.
    """
    with redirect_stdout(StringIO()):
        run((study,), data=data, out=out, workers=2, recall=recall, formats=())
    report = out / Path(study).name
    if not (report / FINDINGS).is_file():
        raise ReportError.one(
            where=f"a fresh run of {Path(study).name}",
            found="no report",
            allowed="a study that runs to its end",
            next="mend what is named above, then run it again",
        )
    return report


JOB = compare
