"""What lies under every station: the code, the reference tables, the locked packages, Python, and the tables read.

Code is digested as it is parsed, so that a comment, a docstring or a blank line is no change. Files of other
packages that add methods count like our own.
"""

from __future__ import annotations

import ast
import json
import os
import platform
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from evalkit.study.model import Study

HOME = Path(__file__).resolve().parents[2]
CODE, REFERENCE, PACKAGES, PYTHON, TABLE = "code", "reference tables", "locked packages", "Python", "table "
PARSED = "parsed.json"
EXTENSIONS = "evalkit."
_TEXTS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Named digests of what every station of a study rests on.

    Attributes
    ----------
    always : tuple of (str, str)
        Code, reference tables, locked packages and version of Python.
    tables : tuple of (str, str)
        The tables that the study reads.
    """

    always: Inputs
    tables: Inputs


def ground_of(study: Study, folder: Path | None) -> Ground:
    """Return the ground of a study.

    Parameters
    ----------
    study : Study
        Names its tables.
    folder : Path or None
        Where digests of parsed files may be kept, so that an unchanged file is not parsed again.
    """
    tables = (study.folder / study.data.folder).resolve()
    named = tuple(filter(None, (*(entry.file for entry in study.data.files), study.data.register_file)))
    return Ground(always(folder), table_inputs(tables, named if study.data.files else ()))


def always(folder: Path | None) -> Inputs:
    """Return digests of code, reference tables, locked packages and the version of Python."""
    return (
        (CODE, _code(folder)),
        (REFERENCE, digest_of_files(HOME / "data" / "reference")),
        (PACKAGES, digest_of_files(HOME / "requirements.lock")),
        (PYTHON, ".".join(platform.python_version_tuple()[:2])),
    )


def table_inputs(folder: Path, named: tuple[str, ...] = ()) -> Inputs:
    """Return the digest of each table of a folder; of those named alone where some are."""
    found = ((file.relative_to(folder).as_posix(), file) for file in files_of(folder))
    wanted = ((name, file) for name, file in found if not named or _among(name, named))
    return tuple((f"{TABLE}{name}", _digest(file)) for name, file in wanted)


def digest(content: object) -> str:
    """Return the digest of plain content."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def code_digest(folders: Iterable[Path], kept: Path | None = None) -> str:
    """Return the digest of folders of files, Python as it is parsed, anything else byte by byte.

    Parameters
    ----------
    folders : iterable of Path
        In order.
    kept : Path or None
        Folder of the digests of parsed files.
    """
    known = _parsed(kept)
    whole, before = sha256(), len(known)
    for folder in folders:
        for file in files_of(folder):
            raw = _digest(file)
            if file.suffix == ".py" and raw not in known:
                known[raw] = sha256(bare(file.read_text(encoding="utf-8")).encode()).hexdigest()
            whole.update(f"{folder.name}/{file.relative_to(folder).as_posix()} {known.get(raw, raw)}\n".encode())
    if kept is not None and len(known) > before:
        write_whole(kept / PARSED, json.dumps(known).encode())
    return whole.hexdigest()


def bare(source: str) -> str:
    """Return parsed code without comments, docstrings and layout; what cannot be parsed is returned as it is."""
    try:
        module = ast.parse(source)
    except SyntaxError:
        return source
    for node in ast.walk(module):
        if isinstance(node, _TEXTS) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(module)


def digest_of_files(place: Path) -> str:
    """Return the digest of a file, or of every file of a folder with its name."""
    files = files_of(place)
    lines = (f"{file.relative_to(place).as_posix()} {_digest(file)}\n" for file in files)
    return sha256("".join(lines).encode()).hexdigest()


def files_of(place: Path) -> tuple[Path, ...]:
    """Return a file, or the files of a folder in order; what begins with a point and what Python makes is left out."""
    if place.is_file():
        return (place,)
    found = (file for file in place.rglob("*") if file.is_file())
    return tuple(sorted(file for file in found if not _aside(file.relative_to(place))))


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it; where it cannot be written it is left out."""
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _code(kept: Path | None) -> str:
    return code_digest((HOME / "evalkit", *_extensions()), kept)


def _extensions() -> tuple[Path, ...]:
    groups = [group for group in entry_points().groups if group.startswith(EXTENSIONS)]
    tops = {point.value.split(":")[0].split(".")[0] for group in groups for point in entry_points(group=group)}
    specs = [find_spec(top) for top in sorted(tops)]
    return tuple(Path(place) for spec in specs if spec for place in spec.submodule_search_locations or (spec.origin,))  # type: ignore[arg-type]


def _parsed(kept: Path | None) -> dict[str, str]:
    try:
        known = json.loads((kept / PARSED).read_bytes()) if kept else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _among(name: str, named: tuple[str, ...]) -> bool:
    return any(name == wanted or name.endswith(f"/{wanted}") for wanted in named)


def _aside(relative: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in relative.parts)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
