"""What a bundle says of itself: every file in it by its digest, and every input that stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evalkit.core.errors import Fault, ReportError
from evalkit.run.handover.safe_names import OUTSIDE, why_unsafe

MANIFEST = "manifest.json"
BUNDLE_VERSION = 1
DAMAGED = "ask for the bundle again; nothing of this one was run"


class BundledFile(BaseModel):
    """A file of the bundle.

    Attributes
    ----------
    file : str
        Its name in the bundle.
    size : int
        Bytes.
    sha256 : str
        Digest.
    edited : bool
        Whether a person wrote in it after the run that made it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    size: int
    sha256: str
    edited: bool = False


class InputTold(BaseModel):
    """A file that the study reads and that stays behind.

    Attributes
    ----------
    file : str
        A published table as it is named in the folder of the tables; a table of the programme as seen from the study.
    of_programme : bool
        Whether the programme kept it itself.
    read : bool
        Whether the report was made of it; other files only lay in the folder.
    size : int
        Bytes.
    sha256 : str
        Digest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    of_programme: bool
    read: bool
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a bundle says of itself.

    Attributes
    ----------
    bundle_version, record_version, schema_version : int
        Form of the bundle, of record.json and of findings.json.
    study, title : str
        The study's name, which is that of its folder, and what readers call it.
    invented : bool
        Whether its schools are invented, so that anybody can make its tables.
    plan_digest : str
        Digest of the resolved plan.
    code : mapping of str to str
        Digest of evalkit's code and of that of each package that adds parts.
    versions : mapping of str to str
        Versions of Python, evalkit and the packages it stands on.
    files : tuple of BundledFile
        Every other file of the bundle, in order.
    inputs : tuple of InputTold
        What stays behind, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bundle_version: int
    record_version: int
    schema_version: int
    study: str
    title: str
    invented: bool
    plan_digest: str
    code: Mapping[str, str]
    versions: Mapping[str, str]
    files: tuple[BundledFile, ...]
    inputs: tuple[InputTold, ...]

    def as_bytes(self) -> bytes:
        """Return it as the file that stands in the bundle."""
        return (self.model_dump_json(indent=1) + "\n").encode()


def read_manifest(content: bytes, where: str) -> Manifest:
    """Return the manifest of a bundle; one that cannot be read, or is of a later form, is refused."""
    try:
        read = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise ReportError.one(
            where=f"{where}, {MANIFEST}",
            found="something that cannot be read as the list of a bundle's files",
            allowed=f"a file that evalkit bundle of form {BUNDLE_VERSION} wrote",
            next=DAMAGED,
        ) from error
    if read.bundle_version > BUNDLE_VERSION:
        raise ReportError.one(
            where=f"{where}, {MANIFEST}",
            found=f"a bundle of form {read.bundle_version}",
            allowed=f"form {BUNDLE_VERSION}, which is the last that this evalkit knows",
            next=f"install evalkit {read.versions.get('evalkit', 'as the bundle names it')}, then verify again",
        )
    _refuse_unsafe(read, where)
    return read


def refuse_other_files(manifest: Manifest, there: Mapping[str, str], where: Path) -> None:
    """Refuse a bundle in which a file is missing, was added, or is not as it was packed; all are named at once.

    Parameters
    ----------
    manifest : Manifest
        What should be there.
    there : mapping of str to str
        Digest of each file that is there, by its name in the bundle.
    where : Path
        The bundle.
    """
    packed = {one.file: one.sha256 for one in manifest.files}
    found = {
        "a file of the list that is missing": [name for name in packed if name not in there],
        "a file that is not on the list": [name for name in there if name not in packed and name != MANIFEST],
        "a file that is not as it was packed": [n for n in packed if n in there and there[n] != packed[n]],
    }
    faults = [
        Fault(f"{where.name}, {name}", what, "every file as it was packed, and no other", DAMAGED)
        for what, names in found.items()
        for name in names
    ]
    if faults:
        raise ReportError(faults)


def _refuse_unsafe(manifest: Manifest, where: str) -> None:
    """Refuse names under which something would be looked for, or laid, outside the folders meant for it."""
    names = (*(one.file for one in manifest.files), *(one.file for one in manifest.inputs))
    told = [(name, why) for name in names if (why := why_unsafe(name))]
    if why_unsafe(manifest.study) or "/" in manifest.study:
        told.append((manifest.study, OUTSIDE))
    if told:
        raise ReportError(
            Fault(f"{where}, {MANIFEST}, {name!r}", why, "names inside a folder", DAMAGED) for name, why in told
        )
