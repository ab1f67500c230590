"""Where the project's folders are: pages, studies, reports, and the private folder of a machine."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.shipped import project, shipped

HOME = project()
NOTEBOOKS = shipped("notebooks")
TEMPLATE = shipped("studies/_template")
STUDIES = HOME / "studies"
REPORTS = HOME / "reports"
SYNTHETIC = HOME / "data" / "synthetic"
RAW = HOME / "data" / "raw"
# Where the Department for Education answers questions for its published tables; only `evalkit data fetch` goes there.
SERVER = "https://api.education.gov.uk/statistics/v1"
PRIVATE = HOME / ".evalkit"
SETTINGS = PRIVATE / "config"
LABORATORY = HOME / ".lab"


def shown(path: Path) -> str:
    """Return the path as a reader should see it: relative to the working or the project folder where it can be."""
    absolute = path.absolute()
    for base in (Path.cwd(), HOME):
        if absolute.is_relative_to(base):
            return absolute.relative_to(base).as_posix()
    return absolute.as_posix()


def recorded(path: Path, study: Path) -> str:
    """Return the path as a record may hold it: relative to the project or the study, never absolute."""
    absolute = path.absolute()
    for base in (HOME, study.absolute()):
        if absolute.is_relative_to(base):
            return absolute.relative_to(base).as_posix()
    return path.name
