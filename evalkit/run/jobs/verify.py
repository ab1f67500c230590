"""Run the study of a bundle on the evaluator's own tables, and say whether it comes to the same."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evalkit.core.errors import DataError, EvalkitError, ReportError
from evalkit.document.differences import as_text, compared_document
from evalkit.document.number_table import NUMBERS
from evalkit.evaluation.inputs import CODE, EXTENSION, TABLE, digests_of_code
from evalkit.evaluation.study_opening import read_plan
from evalkit.findings.differences import Compared, Report, compare_reports
from evalkit.findings.file import SCHEMA_VERSION
from evalkit.run.handover.archive import digest_of_file, unpack
from evalkit.run.handover.input_copies import InputCopy, copies_of, lay_out
from evalkit.run.handover.instructions import REPORT, STUDY
from evalkit.run.handover.manifest import DAMAGED, MANIFEST, Manifest, read_manifest, refuse_other_files
from evalkit.run.handover.moved_numbers import MovedNumbers, moved_numbers
from evalkit.run.handover.study_files import study_files
from evalkit.run.jobs.bundle import standings
from evalkit.run.jobs.compare import fresh_report, read_report
from evalkit.run.outcome import in_words
from evalkit.run.places import RAW, SYNTHETIC, shown
from evalkit.run.reports.record import RECORD_VERSION
from evalkit.study.study_reader import read_study

EQUAL, MOVED, CANNOT = 0, 1, 2
MOST_SHOWN = 10
# Enough of a digest to tell two apart.
SHORT = 12
EVALKIT = "evalkit"


def verify(file: Path, *, data: Path | None) -> int:
    """Print whether everything is equal, or what moved; return 0 when it is, 1 when it is not, 2 when none can say.

    Parameters
    ----------
    file : Path
        The bundle.
    data : Path or None
        Folder with the evaluator's own tables; None takes the folder where such tables usually lie.
    """
    try:
        with TemporaryDirectory(prefix="evalkit-") as private:
            return _verified(file, data, Path(private))
    except EvalkitError as error:
        print(in_words(error), file=sys.stderr)
        print(f"\n{file.name} cannot be verified.", file=sys.stderr)
        return CANNOT


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying a bundle.

    Attributes
    ----------
    compared : Compared
        The findings of the bundle and of the fresh run, with what went into both.
    numbers : MovedNumbers
        Every number of both.
    plans : tuple of (str, str)
        The digest of the plan in both.
    """

    compared: Compared
    numbers: MovedNumbers
    plans: tuple[str, str]

    @property
    def equal(self) -> bool:
        """Whether nothing moved."""
        return not self.compared.moved and not self.numbers.moved and self.plans[0] == self.plans[1]


def _verified(file: Path, data: Path | None, private: Path) -> int:
    unpacked, tables = private / "bundle", private / "tables"
    manifest = _opened(file, unpacked)
    _tell_bundle(file, manifest)
    folder = data or (SYNTHETIC if manifest.invented else RAW)
    copies = copies_of(manifest.inputs, _there(folder, manifest), _remedy(manifest))
    differing = _tell_copies([copy for copy in copies if copy.told.read], folder)
    # A study is called by the name of its folder.
    study = private / "studies" / manifest.study
    study.parent.mkdir()
    (unpacked / STUDY).rename(study)
    lay_out(copies, tables, study)
    study_files(read_study(study, data=tables))
    fresh = fresh_report(str(study), data=tables, out=private / "reports")
    verdict = _verdict(unpacked / REPORT, fresh, manifest)
    for line in standings(read_plan(study, tables)):
        print(f"- {line}")
    return _told(verdict, differing)


def _opened(file: Path, folder: Path) -> Manifest:
    """Unpack a bundle and return its manifest; whatever is not as it was packed is refused."""
    there = unpack(file, folder)
    if MANIFEST not in there:
        raise ReportError.one(where=file.name, found=f"no {MANIFEST}", allowed="a bundle", next=DAMAGED)
    manifest = read_manifest((folder / MANIFEST).read_bytes(), file.name)
    refuse_other_files(manifest, there, file)
    later = manifest.schema_version > SCHEMA_VERSION or manifest.record_version > RECORD_VERSION
    if later or not (folder / REPORT / NUMBERS).is_file():
        raise ReportError.one(
            where=file.name,
            found="findings or a record in a form that this evalkit does not know",
            allowed=f"findings of form {SCHEMA_VERSION} and a record of form {RECORD_VERSION}, or earlier ones",
            next=f"install evalkit {manifest.versions.get(EVALKIT, '')}, then verify again",
        )
    return manifest


def _there(folder: Path, manifest: Manifest) -> Path:
    if not folder.is_dir():
        raise DataError.one(
            where=shown(folder),
            found="no such folder",
            allowed="the folder with your own copies of the tables",
            next=_remedy(manifest),
        )
    return folder


def _remedy(manifest: Manifest) -> str:
    if manifest.invented:
        return "make them (evalkit synth tables, or make tables in a clone), or name their folder with --data"
    return "put your copy of the table into the folder, or name the folder that holds it with --data"


def _tell_bundle(file: Path, manifest: Manifest) -> None:
    print(f"{file.name}: {manifest.title}")
    print(f"- SHA-256 {digest_of_file(file)}; {len(manifest.files)} files, every one as it was packed")
    edited = [one.file for one in manifest.files if one.edited]
    if edited:
        print(f"- edited by hand after the run, so that nothing can be said of their text: {', '.join(edited)}")
    ours = {name.removeprefix(EXTENSION): value for name, value in digests_of_code()}
    ours = {EVALKIT if name == CODE else name: value for name, value in ours.items()}
    for name in dict.fromkeys((*manifest.code, *ours)):
        print(f"- code of {name}: {_code(manifest.code.get(name), ours.get(name))}")


def _code(theirs: str | None, ours: str | None) -> str:
    if theirs == ours:
        return f"the same here as where the report was made ({str(ours)[:SHORT]})"
    made = theirs[:SHORT] if theirs else "not there"
    return f"another here ({ours[:SHORT] if ours else 'not there'}) than where the report was made ({made})"


def _tell_copies(copies: Sequence[InputCopy], folder: Path) -> list[str]:
    """Say which copies are those that the report read; return the names of the others."""
    differing = [copy.told.file for copy in copies if copy.differs]
    said = f"- {len(copies) - len(differing)} of {len(copies)} tables in {shown(folder)} are those that the report read"
    print(f"{said}; another is: {', '.join(differing)}" if differing else said)
    return differing


def _verdict(packed: Path, fresh: Path, manifest: Manifest) -> Verification:
    before, after = read_report(str(packed)), read_report(str(fresh))
    unread = {f"{TABLE}{one.file}" for one in manifest.inputs if not one.read}
    compared = compare_reports(
        Report("the report in the bundle", before.findings, without_inputs(before.record, unread)),
        Report("a fresh run on your tables", after.findings, without_inputs(after.record, unread)),
    )
    plans = (manifest.plan_digest, str(after.record["plan"]["digest"]))
    return Verification(compared, moved_numbers(packed / NUMBERS, fresh / NUMBERS), plans)


def without_inputs(record: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return a record whose stations do not rest on some inputs: files that only lie beside the tables move nothing."""
    stations = [
        {**one, "rests_on": {name: value for name, value in one.get("rests_on", {}).items() if name not in names}}
        for one in record.get("stations", ())
    ]
    return {**record, "stations": stations}


def _told(verdict: Verification, differing: Sequence[str]) -> int:
    compared, moved = verdict.compared, verdict.numbers.moved
    if compared.moved or compared.inputs:
        print(f"\n{as_text(compared_document(compared))}")
    if moved:
        print(f"\n{NUMBERS}: {len(moved):,} of {verdict.numbers.count:,} numbers are not the same")
        for one in moved[:MOST_SHOWN]:
            print(f"- {one.line()}")
        if len(moved) > MOST_SHOWN:
            print(f"- and {len(moved) - MOST_SHOWN:,} more")
    if verdict.plans[0] != verdict.plans[1]:
        print(f"\nThe plan is not the same: {verdict.plans[0][:SHORT]}, then {verdict.plans[1][:SHORT]}")
    print(f"\n{' '.join(_conclusion(verdict, differing))}")
    return EQUAL if verdict.equal else MOVED


def _conclusion(verdict: Verification, differing: Sequence[str]) -> Iterable[str]:
    named = f"Of the inputs these differ: {', '.join(differing)}." if differing else ""
    if verdict.equal:
        count = len(verdict.compared.same)
        yield (
            f"Equal: {'the finding' if count == 1 else f'all {count} findings'}, all {verdict.numbers.count:,} numbers "
            "and the plan come out as in the bundle."
        )
        if named:
            yield f"{named} Nothing that the report says hangs on the difference."
        return
    yield (
        f"Not equal: {len(verdict.compared.moved)} of {len(verdict.compared.moved) + len(verdict.compared.same)} "
        f"findings and {len(verdict.numbers.moved):,} of {verdict.numbers.count:,} numbers are not those of the bundle."
    )
    yield named or "Every input is that of the report; what else differs stands above."


JOB = verify
