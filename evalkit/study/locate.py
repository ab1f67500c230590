"""Where a study is: a name under studies/, or a path."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from evalkit.core.errors import StudyFileError
from evalkit.core.shipped import CLONE, shipped

STUDIES = "studies"
FILE = "study.toml"


def find_study(name_or_path: str | Path) -> Path:
    """Return the folder of a study.

    A plain name is looked for in the studies/ folder of the current directory and of each folder
    above it, then in that of the clone evalkit was installed from. Where a wheel was installed, a study
    that ships with evalkit is first copied into the studies/ folder of the current directory: its tables,
    its memory and its changes are the user's own. Anything else, and a name that is in none of these, is
    taken as the path of a study folder or of its study.toml.

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
    if len(given.parts) == 1 and given.name in carried():
        return lay_out(given.name, Path.cwd())
    raise _not_found(str(name_or_path))


def carried() -> tuple[str, ...]:
    """Return the names of the studies that an installed wheel carries; none in a clone, where they are in reach."""
    if CLONE is not None:
        return ()
    names = sorted(file.parent.name for file in shipped(STUDIES).glob(f"*/{FILE}"))
    return tuple(name for name in names if not name.startswith("_"))


def lay_out(name: str, project: Path) -> Path:
    """Copy a study that ships with evalkit into ``studies/`` of a folder; return the copy, one there stays as it is."""
    copy = project / STUDIES / name
    if not (copy / FILE).is_file():
        try:
            shutil.copytree(shipped(STUDIES) / name, copy, dirs_exist_ok=True)
        except OSError as error:
            raise StudyFileError.one(
                where=str(copy),
                found=f"a folder that cannot be written ({error.strerror})",
                allowed="a folder into which the study can be copied",
                next="go to a folder of your own and give the command again",
            ) from None
    return copy.resolve()


def _studies_folders() -> Iterator[Path]:
    here = Path.cwd()
    for folder in (here, *here.parents, *((CLONE,) if CLONE else ())):
        if (folder / STUDIES).is_dir():
            yield folder / STUDIES


def _not_found(asked: str) -> StudyFileError:
    names = sorted({file.parent.name for studies in _studies_folders() for file in studies.glob(f"*/{FILE}")})
    shown = sorted({*(name for name in names if not name.startswith("_")), *carried()})
    close = get_close_matches(Path(asked).name, shown, n=1)
    error = StudyFileError.one(
        where=asked or "no name given",
        found=f"no {FILE} there, and no study of this name under {STUDIES}/",
        allowed=", ".join(shown) or "a folder that holds a study.toml",
        next=f"did you mean {close[0]}?" if close else "name a study folder, or make one with evalkit new",
    )
    return StudyFileError(error.faults)
