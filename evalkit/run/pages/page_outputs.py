"""Pages as they are stored in git: their words, and nothing that changes from run to run or machine to machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from evalkit.core.errors import Fault, PageError

INJECTED = "injected-parameters"
TEXT = "text/plain"
SHOWN = ("display_data", "execute_result")

Cell = dict[str, object]
Notebook = dict[str, object]


def store(executed: Path, page: Path) -> None:
    """Write the text outputs of an executed page into the page itself; anything else it printed is refused."""
    notebook = json.loads(page.read_text(encoding="utf-8"))
    outputs = {cell["id"]: cell for cell in json.loads(executed.read_text(encoding="utf-8"))["cells"]}
    faults: list[Fault] = []
    # Counted in the order of the page, as a fresh kernel counts; without it the page would read as never run.
    counts = count(1)
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "code":
            cell["execution_count"] = next(counts)
            cell["outputs"] = [plain(output) for output in outputs[cell["id"]]["outputs"]]
            faults += [
                _refused(page.stem, number, output)
                for output in outputs[cell["id"]]["outputs"]
                if output["output_type"] not in SHOWN
            ]
    if faults:
        raise PageError(faults)
    page.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def plain(output: Mapping[str, object]) -> dict[str, object]:
    """Return an output with its plain text alone."""
    data = output.get("data")
    text = data.get(TEXT, "") if isinstance(data, dict) else ""
    unnumbered: dict[str, object] = {"execution_count": None} if output["output_type"] == "execute_result" else {}
    return {"data": {TEXT: text}, **unnumbered, "metadata": {}, "output_type": output["output_type"]}


def tagged(cell: Mapping[str, object], tag: str) -> bool:
    """Say whether a cell bears a tag."""
    metadata = cell["metadata"]
    return isinstance(metadata, dict) and tag in metadata.get("tags", [])


def _refused(page: str, number: int, output: Mapping[str, object]) -> Fault:
    return Fault(
        where=f"page {page}, cell {number}",
        found=f"an output of kind {output['output_type']}: {str(output.get('text', ''))[:80]!r}",
        allowed="blocks that the evaluation keeps",
        next="take out what prints or warns",
    )
