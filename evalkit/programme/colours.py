"""Cells whose colour says something else than their word: the word counts, and the writer is told."""

from __future__ import annotations

import colorsys

from evalkit.programme.placed import PlacedTable

RED, AMBER, GREEN = "red", "amber", "green"
_WORDS = {"red": RED, "r": RED, "amber": AMBER, "yellow": AMBER, "a": AMBER, "green": GREEN, "g": GREEN}
# Ends of the hues that people take for red, amber and green, of 360 degrees; paler than this a cell has no colour.
_RED_ENDS, _AMBER_ENDS, _GREEN_ENDS, _RED_BEGINS, _PALE = 20, 70, 170, 335, 0.15


def colour_notes(table: PlacedTable) -> list[str]:
    """Return a note for each column in which a filling contradicts a word such as Red, Amber or Green."""
    notes = []
    for column in table.table.columns:
        if column.kind not in ("choice", "category") or column.name not in table.headings:
            continue
        at, heading = table.headings[column.name]
        clashes = []
        for row, value in enumerate(table[column.name]):
            meant = _WORDS.get(value.casefold()) if isinstance(value, str) else None
            cell = table.sheet.rows[table.numbers[row]].get(at)
            shown = hue(cell.look.colour) if cell is not None and meant else ""
            if meant and shown and shown != meant:
                clashes.append(f"{table.short(row, column.name)} says {value} and is {shown}")
        if clashes:
            notes.append(f"{table.sheet.name}, column {heading}: words count, not colours: {'; '.join(clashes)}")
    return notes


def hue(colour: str) -> str:
    """Return which of red, amber and green a filling is, given as six hexadecimal digits; empty if none.

    Examples
    --------
    >>> hue("FF0000"), hue("FFC000"), hue("92D050"), hue("FFFFFF"), hue("")
    ('red', 'amber', 'green', '', '')
    """
    if len(colour) != 6:
        return ""
    try:
        red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    except ValueError:
        return ""
    turn, depth, bright = colorsys.rgb_to_hsv(red, green, blue)
    degrees = turn * 360
    if depth < _PALE or bright < _PALE:
        return ""
    if degrees < _RED_ENDS or degrees > _RED_BEGINS:
        return RED
    if degrees < _AMBER_ENDS:
        return AMBER
    return GREEN if degrees < _GREEN_ENDS else ""
