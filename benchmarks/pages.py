"""How thin the pages are: code cells, lines of code and the longest cell of each; printed as Markdown."""

from __future__ import annotations

import json
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def main() -> None:
    """Print one row for each page."""
    print("| page | code cells (wall 12) | lines of code (wall 40) | longest cell (wall 8) |")
    print("|---|---|---|---|")
    for file in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        lines = [len("".join(cell["source"]).splitlines()) for cell in cells if cell["cell_type"] == "code"]
        print(f"| {file.stem} | {len(lines)} | {sum(lines)} | {max(lines)} |")


if __name__ == "__main__":
    main()
