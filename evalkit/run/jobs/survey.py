"""Say what an export of a survey tool holds, and draft the ``[[surveys]]`` that declares it."""

from __future__ import annotations

from pathlib import Path

from evalkit.programme.surveys.drafting import SurveyDraft, asks_of, draft
from evalkit.programme.surveys.export import Export
from evalkit.programme.surveys.opening import open_export
from evalkit.programme.surveys.recognition import export_of


def survey(file: Path, key: Path | None) -> int:
    """Print which tool wrote a file, how many rows it holds and who counts, and a draft, for which it needs the key."""
    export = export_of(open_export(file), open_export(key) if key else None)
    drafted = draft(export, key.name if key else "")
    for line in _lines(export, drafted):
        print(line)
    if not export.lacks_key:
        print(f"\n{drafted.text}", end="")
    return 0


def _lines(export: Export, drafted: SurveyDraft) -> list[str]:
    rows, several = len(export.rows), len(drafted.people) > 1
    lines = [f"{export.file}: an export of {export.tool}", f"  {rows} row{'s' if rows != 1 else ''}"]
    for wave, who in drafted.people.items():
        count = len(who.rows)
        of_wave = f" in {wave}, of {who.of_wave} rows" if several else ""
        lines.append(f"  {count} {'person counts' if count == 1 else 'people count'}{of_wave}, as drafted")
        lines += [f"    {number} left out: {reason}" for reason, number in who.left_out.items()]
        lines += [f"    ask: {code!r} may be somebody who answered under another spelling" for code in who.ask]
    if export.personal:
        lines.append(f"  dropped, as they name or locate a person: {', '.join(export.personal)}")
    if drafted.hidden:
        lines.append(f"  {drafted.hidden} answers that may tell of a person not written into the draft")
    return [*lines, *(f"  {note}" for note in export.notes), *(f"  ask: {one}" for one in asks_of(export))]


JOB = survey
