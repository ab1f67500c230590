"""Where a study is: a name under studies/, or a path."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from evalkit.core.errors import StudyFileError

STUDIES = "studies"
FILE = "study.toml"
CHECKOUT = Path(__file__).resolve().parents[2]


def find_study(name_or_path: str | Path) -> Path:
    """Return the folder of a study.

    A plain name is looked for in the studies/ folder of the current directory and of each folder
    above it, then in that of the checkout evalkit was installed from. Anything else, and a name that
    is in none of these, is taken as the path of a study folder or of its study.toml.

    Parameters
    ----------
    name_or_path : str or Path
        Such as ``leicester``, ``../my-project`` or ``studies/leicester/study.toml``.
    """
    given = Path(name_or_path).expanduser()
    if len(given.parts) == 1 and given.name:
        for studies in _studies_folders():
            if (studies / given / FILE).is_file():
                return (studies / given).resolve()
    folder = given.parent if given.name == FILE else given
    if (folder / FILE).is_file():
        return folder.resolve()
    raise _not_found(str(name_or_path))


def _studies_folders() -> Iterator[Path]:
    here = Path.cwd()
    for folder in (here, *here.parents, CHECKOUT):
        if (folder / STUDIES).is_dir():
            yield folder / STUDIES


def _not_found(asked: str) -> StudyFileError:
    names = sorted({file.parent.name for studies in _studies_folders() for file in studies.glob(f"*/{FILE}")})
    shown = [name for name in names if not name.startswith("_")]
    close = get_close_matches(Path(asked).name, shown, n=1)
    error = StudyFileError.one(
        where=asked or "no name given",
        found=f"no {FILE} there, and no study of this name under {STUDIES}/",
        allowed=", ".join(shown) or "a folder that holds a study.toml",
        next=f"did you mean {close[0]}?" if close else "name a study folder, or make one with evalkit new",
    )
    return StudyFileError(error.faults)
