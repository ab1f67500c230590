"""Formats of other packages, in every shape they may have, and each way in which one can be wrong, told in words."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evalkit.core.errors import EvalkitError
from evalkit.core.extensions import Theirs
from evalkit.document.editions import CLOSING, FRONT, StudyDocuments
from evalkit.document.parts import Callout, Document, one_layer
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.run.jobs.run import run
from evalkit.run.reports.kept_documents import keep_documents
from evalkit.run.reports.placing import ENTRIES, read_note
from evalkit.run.reports.report_standing import lacking, last_of, note_files
from evalkit.run.work.formats import render_again, tell_unwritten
from evalkit.run.work.run_order import Order
from evalkit.run.work.stages import render_format


def words(document: Document) -> bytes:
    """Return the title alone."""
    return document.title.encode()


def several(document: Document) -> dict[str, bytes]:
    """Return two files."""
    return {"one.txt": words(document), "two.txt": b"more"}


def astray(document: Document) -> dict[str, Any]:
    """Return files that no folder may hold."""
    return {"../one.txt": b"", "two.txt": "words", "": b"", ".hidden": b""}


def text(document: Document) -> Any:
    """Return what is no file."""
    return document.title


def failing(document: Document) -> bytes:
    """Fail as any code may."""
    raise LookupError(document.title)


OLD = Renderer("the title", "title.txt", words)
EDITIONS = Renderer("titles", "title.txt", words, editions=(FRONT, CLOSING))
FOLDER = Renderer("files", "titles", several)
ASTRAY = Renderer("files", "titles", astray)
TEXT = Renderer("text", "title.txt", text)
FAILING = Renderer("nothing", "title.txt", failing)
OURS = Renderer("a page", "report.html", words)
LIKE_A_TABLE = Renderer("a table", "numbers.csv", words)
OUTSIDE = Renderer("a page", "../title.txt", words)


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what adds formats under their names."""

    def add(**formats: str) -> None:
        module = {name: __name__ if part.isupper() else part for name, part in formats.items()}
        found = {name: Theirs(RENDERERS.package, name, module[name], part) for name, part in formats.items()}
        monkeypatch.setitem(vars(RENDERERS), "_foreign", found)

    return add


@pytest.fixture
def order(tmp_path: Path) -> Iterator[Order]:
    """Return the order of a report whose documents are kept, and that holds a table of numbers."""
    for folder in ("report", ".report-1"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "numbers.csv").write_bytes(b"ours")
    made = Order(
        study="ours", folder=tmp_path / "study", questions=(), asks=(), data=None, tables=tmp_path,
        target=tmp_path / "report", building=tmp_path / ".report-1", stations=tmp_path / "stations",
        environment=(), started=datetime.now(UTC),
    )  # fmt: skip
    document = one_layer("Our programme", "Ours", [Callout("notice", "Nothing here is real.")])
    keep_documents(made, StudyDocuments(document, document))
    note_files(made.target, {"numbers.csv": ""})
    (made.target / ".stands-on.json").write_text(f'{{"files": {{}}, "{ENTRIES}": ["numbers.csv"]}}', encoding="utf-8")
    yield made
    assert (made.target / "numbers.csv").read_bytes() == (made.building / "numbers.csv").read_bytes() == b"ours"


def test_formats_of_every_shape_are_written(order: Order, theirs: Callable[..., None]) -> None:
    theirs(old="OLD", parted="EDITIONS", many="FOLDER")
    assert render_again(order, ("old", "parted", "many")).unwritten == {}
    found = {file.relative_to(order.target).as_posix(): file.read_bytes() for file in order.target.rglob("*.txt")}
    name = b"Our programme"
    assert found == dict.fromkeys(("title.txt", "front.txt", "closing.txt", "titles/one.txt"), name) | {
        "titles/two.txt": b"more"
    }
    assert set(read_note(order.target)["files"]) == set(found)  # type: ignore[call-overload]
    assert sorted(render_format(order, "many")) == ["titles/one.txt", "titles/two.txt"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("ASTRAY", "'../one.txt' with bytes"),
        ("ASTRAY", "'two.txt' with str"),
        ("TEXT", "text returned str\n  allowed: bytes or Mapping as its result"),
        ("FAILING", "LookupError: Our programme"),
        ("OURS", "a file called 'report.html'\n  allowed: a name of its own"),
        ("LIKE_A_TABLE", "a file called 'numbers.csv'"),
        ("OUTSIDE", "a file called '../title.txt'"),
        ("MISSING", "MISSING is NoneType"),
        ("no_such_package", "ModuleNotFoundError: No module named 'no_such_package'"),
    ],
)
def test_one_that_is_wrong_is_told_as_its_packages_and_ours_are_written(
    part: str, said: str, order: Order, theirs: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    theirs(own=part)
    made = render_again(order, ("html", "own"))
    assert sorted(file.name for file in order.target.iterdir()) == [".stands-on.json", "numbers.csv", "report.html"]
    with pytest.raises(EvalkitError) as caught:
        render_format(order, "own")
    assert said in str(caught.value)
    assert tell_unwritten("ours", made.unwritten) == caught.value.exit_code != 0
    assert said in capsys.readouterr().err


def test_a_format_that_cannot_be_loaded_is_asked_for_again_and_hides_no_other(
    order: Order, theirs: Callable[..., None]
) -> None:
    theirs(own="no_such_package", old="OLD")
    render_again(order, ("html", "old"))
    assert last_of(order.target).whole("title.txt")
    assert {"own"} <= set(lacking(order)) <= {"own", *RENDERERS.own_names()} - {"html"}


def test_a_format_that_the_disk_cannot_hold_leaves_no_part_of_itself(
    order: Order, theirs: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs(many="FOLDER")
    as_it_is = Path.write_bytes

    def write(file: Path, content: bytes) -> int:
        if file.name == "two.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return as_it_is(file, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(EvalkitError, match=r"two\.txt\n  found:   it could not be written: No space left"):
        render_format(order, "many")
    assert [one.name for one in order.building.iterdir()] == ["numbers.csv"]


def test_of_two_packages_with_one_name_of_a_file_the_first_has_it(order: Order, theirs: Callable[..., None]) -> None:
    theirs(first="OLD", second="TEXT")
    assert list(render_again(order, ("first", "second")).unwritten) == ["second"]
    assert (order.target / "title.txt").read_bytes() == b"Our programme"


def test_a_word_that_is_nearly_a_format_is_told_beside_one_that_cannot_be_loaded(theirs: Callable[..., None]) -> None:
    theirs(own="no_such_package")
    with pytest.raises(EvalkitError, match="did you mean docx"):
        run(("north-west",), data=None, out=Path("nowhere"), workers=1, formats=("word",))
