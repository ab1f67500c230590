"""From a study and its finished report to the files of its bundle, every one of them of a listed kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from evalkit.core.errors import Fault, ReportError
from evalkit.core.extensions import extensions
from evalkit.data.text.table_paths import ARCHIVE
from evalkit.document.renderers import RENDERERS
from evalkit.evaluation.inputs import LOCK, TABLE, study_tables
from evalkit.run.handover.archive import digest_of_file
from evalkit.run.handover.instructions import PLAN, README, REPORT, STUDY, instructions, lock_text
from evalkit.run.handover.manifest import BUNDLE_VERSION, MANIFEST, BundledFile, InputTold, Manifest
from evalkit.run.handover.report_contents import ReportContents, report_contents
from evalkit.run.handover.study_files import StudyFiles, study_files
from evalkit.run.places import HOME, shown
from evalkit.run.work.run_order import RECORD
from evalkit.run.work.stages import FINDINGS
from evalkit.study.model import Study

# Kinds of files in which a path can be read as it stands.
_TEXTS = (".toml", ".md", ".csv", ".json", ".html", ".svg", ".txt", ".ipynb", ".R", ".lock")
# Fewer parts than these are no folder of somebody, such as /data.
_PARTS = 3


@dataclass(frozen=True, slots=True)
class BundleContents:
    """The files of a bundle, ready to be written.

    Attributes
    ----------
    contents : mapping of str to bytes
        Every file by its name in the bundle, the manifest among them.
    manifest : Manifest
        The same as the manifest holds it.
    of_study : StudyFiles
        What of the study folder travels and what stays.
    of_report : ReportContents
        What of the report travels and what stays.
    """

    contents: Mapping[str, bytes]
    manifest: Manifest
    of_study: StudyFiles
    of_report: ReportContents


def packed(study: Study, report: Path, memory: Path | None) -> BundleContents:
    """Return the files of the bundle of a study.

    Parameters
    ----------
    study : Study
        With the folder of the tables it was run on.
    report : Path
        Folder of its finished report.
    memory : Path or None
        Where digests of tables are kept.
    """
    of_study, of_report = study_files(study), report_contents(report)
    files = {f"{STUDY}/{_below(file, study.folder)}": file for file in of_study.travelling}
    files |= {f"{REPORT}/{one}": report / one for one in of_report.travelling}
    files |= {f"{PLAN}/{file.name}": file for file in _plan_pages(report)}
    contents = {where: file.read_bytes() for where, file in files.items()}
    record = json.loads(contents[f"{REPORT}/{RECORD}"])
    contents[LOCK] = lock_text(record["versions"])
    _refuse_paths(contents, study)
    edited = {f"{REPORT}/{one}" for one in of_report.edited}
    inputs = tuple(_inputs(study, of_study, record, memory))
    told = _manifest(study, record, json.loads(contents[f"{REPORT}/{FINDINGS}"]), inputs)
    named = told.model_copy(update={"files": _listed(contents, edited)})
    contents[README] = instructions(named, str(record["commit"])).encode()
    whole = told.model_copy(update={"files": _listed(contents, edited)})
    return BundleContents({**contents, MANIFEST: whole.as_bytes()}, whole, of_study, of_report)


def _manifest(
    study: Study, record: Mapping[str, object], findings: Mapping[str, object], inputs: tuple[InputTold, ...]
) -> Manifest:
    plan, code, versions = record["plan"], record["code"], record["versions"]
    assert isinstance(plan, Mapping) and isinstance(code, Mapping) and isinstance(versions, Mapping)
    added = {one["package"]: one["digest"] for one in code["extensions"]}
    return Manifest(
        bundle_version=BUNDLE_VERSION,
        record_version=int(str(record["record_version"])),
        schema_version=int(str(findings["schema_version"])),
        study=study.name,
        title=study.title,
        invented=study.data.synthetic,
        plan_digest=str(plan["digest"]),
        code={"evalkit": code["digest"], **added},
        versions={**versions, **{one.package: one.version for one in extensions()}},
        files=(),
        inputs=inputs,
    )


def _listed(contents: Mapping[str, bytes], edited: Iterable[str]) -> tuple[BundledFile, ...]:
    by_hand = set(edited)
    return tuple(
        BundledFile(file=name, size=len(content), sha256=sha256(content).hexdigest(), edited=name in by_hand)
        for name, content in sorted(contents.items())
    )


def _inputs(
    study: Study, of_study: StudyFiles, record: Mapping[str, object], memory: Path | None
) -> Iterable[InputTold]:
    tables = study.data_folder()
    read = record["inputs"]
    assert isinstance(read, list)
    names = [str(one["file"]) for one in read]
    for told, value in study_tables(study, memory):
        file = told.removeprefix(TABLE)
        used = file in names or file.endswith(ARCHIVE)
        size = (tables / file).stat().st_size
        yield InputTold(file=file, of_programme=False, read=used, size=size, sha256=value)
    for path in of_study.kept:
        file, size = _below(path, study.folder), path.stat().st_size
        yield InputTold(file=file, of_programme=True, read=True, size=size, sha256=digest_of_file(path))


def _plan_pages(report: Path) -> list[Path]:
    """Return the plan in every format in which it was written for readers."""
    endings = sorted({one.file.rpartition(".")[2] for one in RENDERERS.parts().values() if "." in one.file})
    folder = report.with_name(f"{report.name}-{PLAN}")
    return [file for ending in endings if (file := folder / f"{PLAN}.{ending}").is_file()]


def _refuse_paths(contents: Mapping[str, bytes], study: Study) -> None:
    """Refuse to hand over a file that names a folder of this machine."""
    folders = {study.folder.absolute(), study.data_folder(), HOME, Path.home()}
    paths = sorted(str(one) for one in folders if len(one.parts) >= _PARTS)
    faults = [
        Fault(
            where=name,
            found=f"the place of a folder on this machine ({shown(Path(path))})",
            allowed="names as seen from the study folder",
            next="write the folder as seen from the study folder (such as ../../data/raw), then run the study again",
        )
        for name, content in sorted(contents.items())
        if PurePosixPath(name).suffix in _TEXTS
        for path in paths
        if path.encode() in content
    ]
    if faults:
        raise ReportError(faults)


def _below(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
