"""Draw what the terminal shows while a study is begun, for docs/start.md: ``python -m tools.terminal_picture``.

A short conversation is held on the invented tables, with the slips that people make, and drawn as it was printed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from evalkit.run.beginning.dialogue import Conversation
from evalkit.run.beginning.terminal import PROMPT, HungUpError, Terminal

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH = 80
GIVEN = {
    "tables": "data/synthetic",
    "programme": "Maths mastery",
    "place": "Rochdale",
    "fund": "The school fund",
    "subject": "maths",
    "done": "Teachers planned lessons together.",
    "aim": "Raise progress in maths",
}
TYPED = ("991001, 991002, 991003, 991004", "991050", "", "991005", "", "9/25/2017", "8/1/2018", "31/7/2019", "")
# Each picture: how the line begins with which it begins, and the one before which it ends.
PICTURES = {"new-schools": ("2. ", "programme:"), "new-years": ("9. ", "12. ")}
# The drawing names a typeface on a server; any the reader has will do.
OF_A_SERVER = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


def main() -> None:
    """Draw each picture."""
    shown = conversation()
    for name, (first, last) in PICTURES.items():
        lines = shown[_place(shown, first) : _place(shown, last)]
        (IMAGES / f"{name}.svg").write_text(_drawn(lines), encoding="utf-8", newline="\n")


def conversation() -> list[str]:
    """Return what is printed and typed, line by line."""
    shown: list[str] = []
    typed: Iterator[str] = iter(TYPED)

    def read(prompt: str) -> str:
        line = next(typed, None)
        if line is None:
            raise EOFError
        shown.append(f"{PROMPT}{line}")
        return line

    with suppress(HungUpError):
        Conversation(Terminal(read, shown.append), lambda given: None, dict(GIVEN)).hold()
    return shown


def _place(shown: list[str], begins: str) -> int:
    return next(at for at, line in enumerate(shown) if line.startswith(begins))


def _drawn(lines: list[str]) -> str:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=False, legacy_windows=False)
    for line in lines:
        console.print(Text(line, style="bold" if line.startswith(PROMPT) else ""), soft_wrap=True)
    drawn = console.export_svg(title="evalkit new", theme=DEFAULT_TERMINAL_THEME, unique_id="terminal")
    return OF_A_SERVER.sub("", drawn)


if __name__ == "__main__":
    main()
