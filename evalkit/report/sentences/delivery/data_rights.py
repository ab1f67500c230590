"""Data and rights in plain words: what is held by which right, what is overdue, and who has an interest."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.records.delivery.data_rights import DataRights
from evalkit.report.block import Block
from evalkit.report.words import Words, ended, listed

PARTS = ("data_rights",)
ASKED = "asked and given"


def data_rights(result: DataRights) -> Block:
    """Say what is held and by which right, whether consent was asked, how long it is kept, and who gains."""
    words = Words()
    said = (_held(result, words), _consent(result, words), _kept(result, words), _interests(result, words))
    return words.block("data-rights-answer", " ".join(filter(None, said)))


def _held(result: DataRights, words: Words) -> str:
    if not result.data:
        return "Nobody has written down which data are held and by which right."
    count = words.count("kinds of data", len(result.data), "kind of data is listed", "kinds of data are listed")
    bases = _all_of(dict.fromkeys(one.legal_basis for one in result.data if one.legal_basis))
    unsaid = [one.what for one in result.data if not one.legal_basis]
    by = f", on the legal basis of {words.repeat('legal basis', bases)}" if bases else ""
    lacking = f"; no legal basis is recorded for {words.repeat('data', _all_of(unsaid))}" if unsaid else ""
    return f"{count}{by}{lacking}."


def _consent(result: DataRights, words: Words) -> str:
    asked = [one.what for one in result.data if one.consent == ASKED]
    if asked:
        return f"Consent was asked and given for {words.repeat('data', _all_of(asked))}."
    if result.answers:
        return "Answers of people were kept, and no consent is recorded for them."
    return ""


def _kept(result: DataRights, words: Words) -> str:
    if not result.data:
        return ""
    overdue = [one.what for one in result.data if one.overdue]
    unset = [one.what for one in result.data if one.kept_until is None]
    days = [one.kept_until for one in result.data if one.kept_until is not None and not one.overdue]
    said = []
    if overdue:
        those = words.repeat("data", _all_of(overdue))
        said.append(f"By the day set for it, this was to be destroyed before the programme ended: {those}.")
    if unset:
        said.append(f"No day of destruction is set for {words.repeat('data', _all_of(unset))}.")
    if days and not unset:
        said.append(f"The last of it is kept until {words.day('kept until', max(days))}.")
    return " ".join(said)


def _interests(result: DataRights, words: Words) -> str:
    if not result.interests:
        return "Nobody has declared an interest, neither those who reviewed nor those who evaluated."
    told = (f"{one.who}: {one.interest or 'none recorded'}" for one in result.interests)
    return f"Interests declared: {words.repeat('interests', ended('; '.join(told)))}"


def _all_of(texts: Iterable[str]) -> str:
    """Return people's own words as a list, parted by more than commas where one of them holds a comma."""
    held = list(texts)
    return "; ".join(held) if any("," in text for text in held) else listed(held)
