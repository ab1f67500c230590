"""The key of a register's codes: a secret, and beside it the list of who is who, which only their owner may read."""

from __future__ import annotations

import csv
import io
import os
import secrets
import stat
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalkit.core.errors import Fault
from evalkit.run.places import STUDIES, shown

OWNER_ALONE = 0o600
BYTES = 32
PEOPLE = ".people.csv"
HEAD = """# Key of the codes that evalkit pseudonymise gives to persons. Whoever has it can find out who is who: keep it
# like the list of names, on a disk of your own, and never beside the study. Lost, it cannot be made again.
"""


@dataclass(frozen=True, slots=True)
class RegisterKey:
    """A key as it was read or made.

    Attributes
    ----------
    file : Path
        Where it stands.
    secret : bytes
        Never printed.
    prefix : str
        With which its codes begin.
    people : mapping of str to str
        Each person who has a code, as compared, and the code.
    """

    file: Path
    secret: bytes
    prefix: str
    people: Mapping[str, str]


def key_faults(file: Path) -> list[Fault]:
    """Return what is wrong with the place of a key; it may stand in no study and in nothing that git carries away."""
    whole = file.resolve()
    above = [folder for folder in whole.parents if (folder / "study.toml").is_file() or folder == STUDIES.resolve()]
    tracked = [folder for folder in whole.parents if (folder / ".git").exists()]
    advice = "name a file in a folder of your own, such as one in your home folder that nobody shares"
    faults = []
    if above:
        faults.append(Fault("--key", f"a file inside the study folder {shown(above[0])}", "a file outside", advice))
    if tracked:
        found = f"a file inside {shown(tracked[-1])}, which git keeps"
        faults.append(Fault("--key", found, "a file outside every folder that git keeps", advice))
    if not whole.parent.is_dir():
        faults.append(
            Fault("--key", f"no folder {shown(whole.parent)}", "a folder that is there", "make the folder first")
        )
    for one in (whole, people_file(whole)):
        if one.is_file() and os.name == "posix" and stat.S_IMODE(one.stat().st_mode) & 0o077:
            then = f"close it: chmod 600 {shown(one)}"
            faults.append(Fault("--key", f"{shown(one)}, which others may read", "a file for its owner alone", then))
    return faults


def people_file(key: Path) -> Path:
    """Return where the list of who is who stands: beside the key and nowhere else."""
    return key.with_name(f"{key.name}{PEOPLE}")


def read_key(file: Path, prefix: str) -> tuple[RegisterKey | None, list[Fault]]:
    """Return the key in a file, or a new one where there is none; what is no key is refused.

    Parameters
    ----------
    file : Path
        Whose place has been looked at.
    prefix : str
        Asked for; a key that is there has its own.
    """
    if not file.exists():
        return RegisterKey(file, secrets.token_bytes(BYTES), prefix, {}), []
    allowed, then = "a key that evalkit pseudonymise has written", "name that file, or one that is not there yet"
    try:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
        key = RegisterKey(file, bytes.fromhex(held["secret"]), held["prefix"], _people(people_file(file)))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError):
        return None, [Fault("--key", f"{shown(file)}, which is no key", allowed, then)]
    if prefix != key.prefix:
        found = f"--prefix {prefix}, while the codes of this key begin with {key.prefix}"
        return None, [Fault("--prefix", found, key.prefix, "leave --prefix out, or take another key")]
    return key, []


def write_key(key: RegisterKey, people: Mapping[str, str]) -> None:
    """Write a key where there is none yet, and beside it everybody who has a code, for their owner alone."""
    if not key.file.exists():
        text = f'{HEAD}secret = "{key.secret.hex()}"\nprefix = "{key.prefix}"\n'
        with os.fdopen(os.open(key.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "w") as out:
            out.write(text)
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("code", "person"))
    rows.writerows(sorted((code, person) for person, code in people.items()))
    _replaced(people_file(key.file), table.getvalue())


def _replaced(file: Path, text: str) -> None:
    """Write a file in one step, so that a list half written never takes the place of a whole one."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".people-")
    with os.fdopen(number, "w", encoding="utf-8") as out:
        out.write(text)
    os.chmod(name, OWNER_ALONE)
    os.replace(name, file)


def _people(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        entries: Iterable[Mapping[str, str]] = csv.DictReader(lines)
        return {row["person"]: row["code"] for row in entries}
