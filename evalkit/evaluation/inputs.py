"""What lies under every station: the code, the reference tables, the locked packages, Python, and the tables read.

Code is digested as it is parsed, so that a comment, a docstring or a blank line is no change. Files of other
packages that add methods count like our own.
"""

from __future__ import annotations

import ast
import json
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path

from evalkit.core.extensions import extensions
from evalkit.core.shipped import CARRIED, CLONE, PACKAGE, shipped
from evalkit.data.text.table_paths import ARCHIVE
from evalkit.evaluation.file_digests import FileDigests, digest_of, write_whole
from evalkit.study.model import Study

CODE, REFERENCE, PACKAGES, PYTHON, TABLE = "code", "reference tables", "locked packages", "Python", "table "
EXTENSION = "extension "
# Named in this variable, a folder of tables in place of the study's own reaches the pages of a run.
TABLES = "EVALKIT_TABLES"
LOCK = "requirements.lock"
PARSED = "parsed.json"
A_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXTS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StudyInputs:
    """Named digests of what every station of a study rests on.

    Attributes
    ----------
    always : tuple of (str, str)
        Code, each package that adds parts, reference tables, other packages and version of Python.
    tables : tuple of (str, str)
        The tables that the study reads.
    """

    always: Inputs
    tables: Inputs


def inputs_of(study: Study, folder: Path | None) -> StudyInputs:
    """Return the ground of a study.

    Parameters
    ----------
    study : Study
        Names its tables.
    folder : Path or None
        Where digests of parsed files may be kept, so that an unchanged file is not parsed again.
    """
    return StudyInputs(always(folder), study_tables(study, folder))


def study_tables(study: Study, folder: Path | None) -> Inputs:
    """Return the digests of the tables that a study reads; ``folder`` is that of `inputs_of`."""
    named = tuple(filter(None, (*(entry.file for entry in study.data.files), study.data.register_file)))
    return table_inputs(study.data_folder(), named if study.data.files else (), folder)


def always(folder: Path | None) -> Inputs:
    """Return digests of code, extensions, reference tables, packages and the version of Python."""
    return (
        *digests_of_code(folder),
        (REFERENCE, digest_of_files(shipped("data/reference"))),
        (PACKAGES, _packages()),
        (PYTHON, ".".join(platform.python_version_tuple()[:2])),
    )


def digests_of_code(kept: Path | None = None) -> Inputs:
    """Return the digest of evalkit's code, and of the code of each package that adds parts.

    What a wheel carries beside the code is no code, so a clone and a wheel made from it have one digest.
    """
    added = ((f"{EXTENSION}{one.package}", code_digest(one.places, kept)) for one in extensions())
    return ((CODE, code_digest((PACKAGE,), kept)), *added)


def versions() -> dict[str, str]:
    """Return the versions of the packages evalkit stands on."""
    wanted = [line for line in requires("evalkit") or [] if "extra ==" not in line]
    return {name: version(name) for line in sorted(wanted) if (name := A_NAME.match(line).group())}  # type: ignore[union-attr]


def table_inputs(folder: Path, named: tuple[str, ...] = (), kept: Path | None = None) -> Inputs:
    """Return the digest of each table of a folder; of those named alone, and of archives, where some are.

    Where ``kept`` names a folder, digests of files that nobody has touched are taken from it.
    """
    digests = FileDigests(kept)
    found = ((file.relative_to(folder).as_posix(), file) for file in files_of(folder))
    wanted = ((name, file) for name, file in found if not named or _among(name, named) or file.suffix == ARCHIVE)
    told = tuple((f"{TABLE}{name}", digests.of(file)) for name, file in wanted)
    digests.keep()
    return told


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
    known, digests = _parsed(kept), FileDigests(kept)
    whole, before = sha256(), len(known)
    for folder in folders:
        for file in files_of(folder):
            if file.is_relative_to(CARRIED):
                continue
            raw = digests.of(file)
            if file.suffix == ".py" and raw not in known:
                known[raw] = _parsed_once(file, raw)
            whole.update(f"{folder.name}/{file.relative_to(folder).as_posix()} {known.get(raw, raw)}\n".encode())
    if kept is not None and len(known) > before:
        write_whole(kept / PARSED, json.dumps(known).encode())
    digests.keep()
    return whole.hexdigest()


@cache
def _parsed_once(file: Path, raw: str) -> str:
    """Return the digest of a file as it is parsed; several studies of one run rest on the same code."""
    return sha256(bare(file.read_text(encoding="utf-8")).encode()).hexdigest()


def bare(source: str) -> str:
    """Return parsed code without comments, docstrings and layout; what cannot be parsed is returned as it is."""
    try:
        module = ast.parse(source)
    except SyntaxError:
        return source
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _TEXTS) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        # Only among statements can another docstring stand: expressions, most of all code, are passed by.
        waiting += [below for name in _BLOCKS for below in getattr(node, name, ()) if isinstance(below, _STATEMENTS)]
    return ast.dump(module)


def digest_of_files(place: Path) -> str:
    """Return the digest of a file, or of every file of a folder with its name."""
    files = files_of(place)
    lines = (f"{file.relative_to(place).as_posix()} {digest_of(file)}\n" for file in files)
    return sha256("".join(lines).encode()).hexdigest()


def files_of(place: Path) -> tuple[Path, ...]:
    """Return a file, or the files of a folder in order; what begins with a point and what Python makes is left out."""
    if place.is_file():
        return (place,)
    found = (file for file in place.rglob("*") if file.is_file())
    return tuple(sorted(file for file in found if not _aside(file.relative_to(place))))


def _packages() -> str:
    """Return the digest of the lock in a clone, and of the versions there are where evalkit was installed."""
    if CLONE is not None:
        return digest_of_files(CLONE / LOCK)
    return sha256(json.dumps(versions()).encode()).hexdigest()


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
