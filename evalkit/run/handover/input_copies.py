"""The evaluator's own copies of the inputs of a report, found by name and digest, and laid out for the study."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import DataError, Fault
from evalkit.evaluation.inputs import files_of
from evalkit.run.handover.archive import digest_of_file
from evalkit.run.handover.manifest import InputTold
from evalkit.run.places import shown


@dataclass(frozen=True, slots=True)
class InputCopy:
    """One input and the evaluator's copy of it.

    Attributes
    ----------
    told : InputTold
        The input as the manifest names it.
    file : Path
        The copy.
    sha256 : str
        Digest of the copy.
    """

    told: InputTold
    file: Path
    sha256: str

    @property
    def differs(self) -> bool:
        """Whether the copy is another than the report was made of."""
        return self.sha256 != self.told.sha256


def copies_of(inputs: Iterable[InputTold], folder: Path, then: str) -> tuple[InputCopy, ...]:
    """Return a copy of every input there is one of; each that the report read and that is not there is refused.

    A copy is what lies at the input's own place, else what has its digest, else the only file of its name.

    Parameters
    ----------
    inputs : iterable of InputTold
        Of the manifest.
    folder : Path
        Searched with its subfolders.
    then : str
        What to do where inputs are missing.
    """
    every = list(files_of(folder))
    wanted = tuple(inputs)
    found, missing = [], []
    for told in wanted:
        copy = _copy(told, folder, every) or _only_of_its_name(told, folder, every, wanted)
        if copy is not None:
            found.append(copy)
        elif told.read:
            missing.append(told)
    if missing:
        raise DataError(_missing(told, folder, then) for told in missing)
    return tuple(found)


def lay_out(copies: Iterable[InputCopy], tables: Path, study: Path) -> None:
    """Lay copies where the study reads them: published tables in one folder, those of the programme in the study's."""
    tables.mkdir(parents=True, exist_ok=True)
    for copy in copies:
        target = (study if copy.told.of_programme else tables) / copy.told.file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.symlink_to(copy.file.resolve())
        except OSError:
            # Not every user of Windows may make links.
            shutil.copyfile(copy.file, target)


def _copy(told: InputTold, folder: Path, every: list[Path]) -> InputCopy | None:
    at_its_place = folder / told.file
    if at_its_place.is_file():
        return InputCopy(told, at_its_place, digest_of_file(at_its_place))
    for file in every:
        if file.stat().st_size == told.size and (value := digest_of_file(file)) == told.sha256:
            return InputCopy(told, file, value)
    return None


def _only_of_its_name(
    told: InputTold, folder: Path, every: list[Path], inputs: tuple[InputTold, ...]
) -> InputCopy | None:
    """Return the only file called as an input is, unless it is the copy of another: each year has the same names."""
    others = {folder / one.file for one in inputs}
    named = [file for file in every if file.name == Path(told.file).name and file not in others]
    if len(named) != 1 or (value := digest_of_file(named[0])) in {one.sha256 for one in inputs}:
        return None
    return InputCopy(told, named[0], value)


def _missing(told: InputTold, folder: Path, then: str) -> Fault:
    return Fault(
        where=f"{shown(folder)}, {told.file}",
        found="neither a file of that name nor one with its digest",
        allowed=f"the evaluator's own copy ({told.size:,} bytes, SHA-256 {told.sha256[:16]}…)",
        next="ask the project lead whether you may have it, and put it into the folder" if told.of_programme else then,
    )
