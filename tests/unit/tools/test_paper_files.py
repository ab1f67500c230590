"""The PDFs beside a page, as `make accessibility` looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.document.parts import Paragraph, one_layer
from evalkit.document.renderers.pdf import render
from tools import paper_files
from tools.paper_files import letters


def test_sides_and_last_words_are_read_from_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "front.pdf").write_bytes(render(one_layer("A title", "", [Paragraph("The end, at last.")])))
    # What the program prints; the tests need no program beside Python.
    monkeypatch.setattr(paper_files, "read_pdf", lambda content: (2, "A title\nThe end,\nat last.\n"))
    (found,) = paper_files.paper_files(tmp_path, {"front": "The end, at last."}, 25.0)
    assert (found.sides, found.most, found.lost) == (2, 1, "")
    assert list(found.misses()) == [f"{tmp_path.name}/front.pdf: 2 sides of paper, more than 1"]
    (found,) = paper_files.paper_files(tmp_path, {"front": "And more."}, 25.0)
    assert [miss.split(": ", 1)[1] for miss in found.misses()][1:] == ["last words not in the file: And more."]


def test_without_the_program_that_reads_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_files.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="poppler-utils"):
        paper_files.read_pdf(b"")


def test_letters_are_compared_without_what_lines_change() -> None:
    assert letters("It is\n so-called: 0.18") == "Itissocalled018"
