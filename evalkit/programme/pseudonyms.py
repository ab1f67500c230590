"""Codes for persons: the same for the same name and the same secret, and nothing in them by which to guess a name.

A code is the beginning of a keyed digest (HMAC-SHA-256, RFC 2104 and FIPS 198-1) of the name as it is compared: without
capitals, blanks beyond one, and the comma of "Surname, First name". Without the secret nobody can try names until one
fits; with it anybody can, so that it is kept like the list of names itself.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

# Without vowels no code spells a word; without 0, 1, I, L and O none is misread.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
SHORTEST, LONGEST = 5, 20


@dataclass(frozen=True, slots=True)
class Coded:
    """What came of giving codes to the persons of a register.

    Attributes
    ----------
    codes : tuple of str
        Code of each row; empty where nobody stands.
    persons : mapping of str to str
        Each person of the register as compared, and the code.
    new : int
        Persons who had no code before.
    alike : int
        Persons who are written in more than one way, with other capitals or blanks.
    """

    codes: tuple[str, ...]
    persons: Mapping[str, str]
    new: int
    alike: int


def coded(rows: Sequence[Sequence[str]], secret: bytes, prefix: str, known: Mapping[str, str]) -> Coded:
    """Return a code for the person of each row.

    Parameters
    ----------
    rows : sequence of sequence of str
        What together names the person, such as first name and surname.
    secret : bytes
        Of the key.
    prefix : str
        With which each code begins.
    known : mapping of str to str
        Persons who have a code already, as compared; they keep it.
    """
    persons = dict(known)
    taken = set(known.values())
    written: dict[str, set[tuple[str, ...]]] = {}
    codes = []
    for row in rows:
        person = compared(row)
        if not person:
            codes.append("")
            continue
        if person not in persons:
            persons[person] = _free(person, secret, prefix, taken)
            taken.add(persons[person])
        written.setdefault(person, set()).add(tuple(row))
        codes.append(persons[person])
    here = {person: persons[person] for person in written}
    alike = sum(len(ways) > 1 for ways in written.values())
    return Coded(tuple(codes), here, len(here.keys() - known.keys()), alike)


def compared(cells: Sequence[str]) -> str:
    """Return a name as it is compared with others.

    Examples
    --------
    >>> compared(["  Example ", "Person"]), compared(["PERSON,  Example"]), compared([" "])
    ('example person', 'example person', '')
    """
    text = " ".join(cells)
    last, comma, first = text.partition(",")
    turned = f"{first} {last}" if comma and "," not in first else text
    return " ".join(unicodedata.normalize("NFKC", turned).casefold().split())


def _free(person: str, secret: bytes, prefix: str, taken: set[str]) -> str:
    """Return the shortest beginning of the person's digest that no other person has."""
    signs = _signs(hmac.new(secret, person.encode(), sha256).digest())
    return next(code for end in range(SHORTEST, LONGEST) if (code := f"{prefix}{signs[:end]}") not in taken)


def _signs(digest: bytes) -> str:
    number, signs = int.from_bytes(digest, "big"), []
    for _ in range(LONGEST):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)
