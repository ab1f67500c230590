"""How a spreadsheet shows a number: forms of cells that show what the report prints, whatever lies behind."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from evalkit.core.quantity import MINUS, twelve_digits

# A number as the report prints it.
PRINTED = rf"[+{MINUS}-]?\d[\d,]*(?:\.\d+)?"
ALONE = re.compile(PRINTED)


def is_printed_number(text: str) -> bool:
    """Say whether a cell as printed is a number and nothing else."""
    return ALONE.fullmatch(text) is not None


def printed_value(text: str) -> float:
    """Return the number that a text prints."""
    return float(text.replace(",", "").replace(MINUS, "-"))


def number_form(decimals: int, *, grouped: bool = False, signed: bool = False) -> str:
    """Return the form of a cell in the language of spreadsheets.

    The minus sign is the program's own and not the printed one: whoever saves a sheet as CSV gets what it shows, and a
    printed minus sign would make numbers of it that no other program reads.

    Parameters
    ----------
    decimals : int
        Digits after the point.
    grouped : bool
        Whether commas part thousands.
    signed : bool
        Whether what is above nought has a plus sign.
    """
    bare = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return f"+{bare};-{bare};{bare}" if signed else bare


def through(form: str, number: float) -> str:
    """Return what a spreadsheet shows of a number, with the minus sign of the report.

    Spreadsheets round halves away from nought, and choose the sign before they round.
    """
    bare = form.rpartition(";")[2]
    decimals = len(bare.partition(".")[2])
    # A spreadsheet reads a number as its shortest digits, not as the binary fraction behind them.
    digits = abs(Decimal(repr(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if number < 0 else ("+" if number > 0 and form.startswith("+") else "")
    return f"{sign}{digits:{',' if ',' in bare else ''}f}"


def behind(printed: str, held: object) -> float:
    """Return the number to keep behind a printed one: the unrounded one, where a block holds it; else the printed."""
    kept = twelve_digits(float(held)) if isinstance(held, int | float) and not isinstance(held, bool) else None
    return printed_value(printed) if kept is None else kept
