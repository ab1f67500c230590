"""Numbers and addresses that belong to one person, known by their form, their check letter or the words beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

MAIL = re.compile(r"[\w.%+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

# Unique pupil number: letters without I, O and S, of which the first is a check of the twelve signs behind it; the last
# of them is a letter where the number is temporary (Department for Education, Unique pupil numbers: guidance).
UPN = re.compile(r"(?<![A-Za-z0-9])([A-HJ-NP-RT-Z])\s?((?:\d\s?){11}[\dA-HJ-NP-RT-Z])(?![A-Za-z0-9])", re.IGNORECASE)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

# National Insurance number: two letters of those that HMRC gives out, six digits, a letter (HMRC, NIM39110).
NI_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s-]?(?:\d{2}[\s-]?){3}[A-D]"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)

# Teacher reference number: 12/34567, RP12/34567, or seven digits beside words that say so; a school's own number has
# seven digits too, so that without such words they say nothing.
TEACHER_FORM = re.compile(r"(?<![\w/])(?:RP\s?)?\d{2}/\d{5}(?![\d/])|(?<![A-Za-z0-9])RP\s?\d{7}(?!\d)", re.IGNORECASE)
TEACHER_WORDS = re.compile(
    r"\btrn\b|\bteacher'?s?(?: reference)?(?: no\b| num| ref)|\bteacher reference|\bteachers?'? pensions?|\bqts\b"
    r"|\bgtc\b|\bdfe(?:e|s)? ref",
    re.IGNORECASE,
)
SEVEN = re.compile(r"(?<![\d/.,£-])\d{7}(?![\d/]|[.,]\d)")

# A telephone of the United Kingdom: from 01, 02, 03, 07 and 08 with ten or eleven digits, or behind 44; a spreadsheet
# drops the nought of a mobile number.
TELEPHONE = re.compile(
    r"(?<![\d.,/£])(?:(?:\+\s?44|\(\+44\)|00\s?44)[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?=[1-378])"
    r"(?:\d[\s().-]{0,2}){8,9}\d(?![\d/])|(?<![\d.,/£A-Za-z-])7\d{3}\s?\d{6}(?!\d|[.,/]\d)"
)
# A day with its hour has as many digits.
A_DAY = re.compile(r"\b\d{1,2}([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b")

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = (
    rf"(?:\d{{1,2}}[/.\s-]\d{{1,2}}[/.\s-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:of )?{MONTH}\.?,?[\s-]\d{{2,4}}"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
ANY_DAY = re.compile(rf"(?<![\d/]){DAY}(?!\d)", re.IGNORECASE)
BIRTH_WORDS = re.compile(r"\bborn\b|\bd\.?\s?o\.?\s?b\b|\bbirth", re.IGNORECASE)
# So far from the word that says so may the day stand.
NEAR = 40


def mail_address(text: str, heading: str = "") -> bool:
    """Say whether an address of mail stands in a text."""
    return MAIL.search(text) is not None


def pupil_number(text: str, heading: str = "") -> bool:
    """Say whether a unique pupil number with its right check letter stands in a text."""
    return any(found[1].upper() == check_letter(re.sub(r"\s", "", found[2])) for found in UPN.finditer(text))


def check_letter(signs: str) -> str:
    """Return the letter that stands before twelve signs of a unique pupil number.

    Examples
    --------
    >>> check_letter("801200001001")
    'H'
    """
    values = (int(sign) if sign.isdigit() else UPN_LETTERS.index(sign.upper()) for sign in signs)
    return UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % len(UPN_LETTERS)]


def insurance_number(text: str, heading: str = "") -> bool:
    """Say whether a National Insurance number stands in a text."""
    return NI_NUMBER.search(text) is not None


def teacher_number(text: str, heading: str = "") -> bool:
    """Say whether a teacher reference number stands in a text, by its form or by the words beside seven digits."""
    said = TEACHER_WORDS.search(f"{heading} {text}")
    return TEACHER_FORM.search(text) is not None or (said is not None and SEVEN.search(text) is not None)


def telephone(text: str, heading: str = "") -> bool:
    """Say whether a telephone number stands in a text."""
    return TELEPHONE.search(A_DAY.sub(" ", text)) is not None


def day_of_birth(text: str, heading: str = "") -> bool:
    """Say whether a day stands in a text close to words of birth, or below a heading with such words."""
    if BIRTH_WORDS.search(heading) and ANY_DAY.search(text):
        return True
    return any(
        ANY_DAY.search(text[max(0, word.start() - NEAR) : word.end() + NEAR]) for word in BIRTH_WORDS.finditer(text)
    )


def any_day(text: str) -> bool:
    """Say whether a day stands in a text."""
    return ANY_DAY.search(text) is not None


NUMBERS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("an e-mail address", mail_address),
    ("a unique pupil number", pupil_number),
    ("a National Insurance number", insurance_number),
    ("a teacher reference number", teacher_number),
    ("a date of birth", day_of_birth),
    ("a telephone number", telephone),
)
