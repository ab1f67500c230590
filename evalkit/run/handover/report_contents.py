"""Which files of a finished report travel in a bundle: those of kinds that are listed here, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalkit.document.number_table import NUMBERS
from evalkit.document.placed_blocks import PAGES
from evalkit.document.renderers import RENDERERS
from evalkit.findings.r_export.export import FOLDER as R_EXPORT
from evalkit.run.reports.placing import digest_of
from evalkit.run.reports.report_standing import last_of
from evalkit.run.work.run_order import RECORD
from evalkit.run.work.stages import COMPARED, FINDINGS, LOST

# Everything that is made of published tables alone, by name, and by the folder in which it lies and how it ends.
# What a later version derives of single pupils is not here, and so stays where it is.
FILES = (RECORD, FINDINGS, NUMBERS, COMPARED, LOST)
FOLDERS = {
    PAGES: (".csv",),
    "tables": (".csv",),
    "figures": (".csv", ".svg"),
    "notebooks": (".ipynb",),
    R_EXPORT: (".csv", ".R"),
}


@dataclass(frozen=True, slots=True)
class ReportContents:
    """The files of a report.

    Attributes
    ----------
    travelling : tuple of str
        Names of those that travel, in order.
    edited : frozenset of str
        Of these, the ones in which a person wrote after the run.
    staying : tuple of str
        Files and folders in the report's folder that are of no listed kind.
    """

    travelling: tuple[str, ...]
    edited: frozenset[str]
    staying: tuple[str, ...]


def report_contents(folder: Path) -> ReportContents:
    """Return what travels of the report in a folder."""
    last = last_of(folder)
    made = {name for name in last.files if _of_a_format(name) and (folder / name).is_file()}
    listed = {name for name in FILES if (folder / name).is_file()}
    for place, endings in FOLDERS.items():
        found = (file for file in (folder / place).rglob("*") if file.is_file() and file.suffix in endings)
        listed |= {name for file in found if "/." not in (name := file.relative_to(folder).as_posix())}
    travelling = sorted(made | listed)
    there = {entry.name for entry in folder.iterdir() if not entry.name.startswith((".", "~$"))}
    staying = there - {name.partition("/")[0] for name in travelling} - set(FOLDERS)
    edited = {name for name in made if last.files[name] != digest_of(folder / name)}
    return ReportContents(tuple(travelling), frozenset(edited), tuple(sorted(staying)))


def _of_a_format(name: str) -> bool:
    """Say whether a file is one that a registered format writes, or one written beside it."""
    folder, _, rest = name.partition("/")
    named = [one.file_of(edition) for one in RENDERERS.parts().values() for edition in one.editions]
    if rest:
        return folder in named
    endings = {place.rpartition(".")[2] for place in named if "." in place}
    return name.rpartition(".")[2] in endings
