"""Put everything of a study that an external evaluator needs into one file; the tables it was made of stay behind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import ReportError
from evalkit.evaluation.planned.stamps import stamps_of
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.study_opening import read_plan
from evalkit.records.plan_stamp import PlanStanding
from evalkit.report.sentences.plan_stamp import stamp
from evalkit.run.handover.archive import is_bundle, pack
from evalkit.run.handover.instructions import ENDING
from evalkit.run.handover.packing import BundleContents, packed
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.pages.catalogue import pages_of
from evalkit.run.places import NOTEBOOKS, shown
from evalkit.run.reports.report_standing import key_of, lacking, standing_headline
from evalkit.run.work.run_order import RECORD, Order, make_order

KILOBYTE = 1_000


def bundle(study: str, *, data: Path | None, reports: Path, out: Path | None) -> int:
    """Write the bundle and say what travels in it, what stays behind, and how it is verified.

    Parameters
    ----------
    study : str
        Name or path of the study.
    data : Path or None
        Folder of the tables that its report was made of, in place of the study's own.
    reports : Path
        Folder of the reports.
    out : Path or None
        The file to write; None puts it beside the report.
    """
    plan = read_plan(study, data)
    file = out or reports / f"{plan.study.name}{ENDING}"
    _refuse_target(file)
    with TemporaryDirectory(prefix="evalkit-") as private:
        order = make_order(plan.study, data=data, out=reports, private=Path(private), environment={})
        _refuse_unfinished(order, study, data)
        whole = packed(plan.study, order.target, order.stations)
    digest = pack(file, whole.contents)
    print(f"{shown(file)}: {len(whole.contents)} files, {file.stat().st_size // KILOBYTE:,} kB")
    print(f"SHA-256 {digest}")
    for line in (*_travels(whole), *_stays(whole), *standings(plan)):
        print(f"- {line}")
    print(f"The evaluator verifies it on copies of their own: evalkit verify {file.name} --data FOLDER")
    return 0


def standings(plan: Plan) -> Iterable[str]:
    """Yield how each question stands to the locked plans, but for those that were never planned."""
    for name, one in stamps_of(plan).items():
        if one.standing is not PlanStanding.EXPLORATORY:
            yield f"{name}: {stamp(one).text}"


def _refuse_target(file: Path) -> None:
    refuse_unwritable(file.parent)
    if file.exists() and not is_bundle(file):
        raise ReportError.one(
            where=shown(file),
            found="a file that is no bundle" if file.is_file() else "a folder",
            allowed="a new file, or an earlier bundle, which is replaced",
            next="name another file with --out",
        )


def _refuse_unfinished(order: Order, study: str, data: Path | None) -> None:
    """Refuse a study without a report that stands, whole and in every format."""
    again = f"run it first: evalkit run {study}{'' if data is None else f' --data {shown(data)}'}, then bundle it"
    key = key_of(order, pages_of(NOTEBOOKS))
    if not standing_headline(order, key):
        there = (order.target / RECORD).is_file()
        found = "a report of something that has changed since: study, tables or code" if there else "no report"
    elif formats := lacking(order):
        found = f"a report without these formats, or with one that was changed: {', '.join(formats)}"
    else:
        return
    raise ReportError.one(where=shown(order.target), found=found, allowed="a report that stands", next=again)


def _travels(whole: BundleContents) -> Iterable[str]:
    edited = [one.file for one in whole.manifest.files if one.edited]
    if edited:
        yield f"edited by hand after the run, and in it as edited: {', '.join(edited)}"
    if whole.of_study.invented:
        yield (
            f"in it are {len(whole.of_study.invented)} tables of the programme, whose every row is marked as invented"
        )


def _stays(whole: BundleContents) -> Iterable[str]:
    tables = [one.file for one in whole.manifest.inputs if not one.of_programme]
    own = [one.file for one in whole.manifest.inputs if one.of_programme]
    yield f"not in it, named with their digests alone: {len(tables)} files from the folder of the tables"
    if own:
        yield f"not in it, named with their digests alone: the programme's own {', '.join(own)}"
    if whole.of_report.staying:
        yield f"not in it, as nothing of these is handed over: {', '.join(whole.of_report.staying)}"


JOB = bundle
