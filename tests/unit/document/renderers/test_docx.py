"""The report as a Word file: it opens without repair, can be changed in one place, and says what the page says."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.editions import StudyDocuments
from evalkit.document.parts import (
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Table,
    one_layer,
)
from evalkit.document.renderers import html
from evalkit.document.renderers.docx import RENDERER, render
from evalkit.document.report_files import rendered as files_of
from evalkit.document.report_files import write_documents
from evalkit.report.verbs import figure
from evalkit.run.reports.placing import carry_over, last_report, place
from tests.support.content.docx_content import docx_content, shown
from tests.support.content.html_content import html_content
from tests.support.word_package import WP, W, WordPackage, bookmarks, instructions, led_to, opened, repairs
from tests.unit.document.conftest import RECORD
from tests.unit.document.renderers.every_part import cells, every_part
from tests.unit.report import samples

# What people can still read, in points, and dots per inch below which letters of a picture fray on paper.
SMALLEST, DOTS = 9.0, 200
PER_INCH, PER_POINT = 914400, 12700


@pytest.fixture(scope="module")
def whole() -> WordPackage:
    """Return a file with every part there is."""
    return opened(render(every_part()))


@pytest.fixture(scope="module")
def sample(rendered: Path) -> StudyDocuments:
    """Return the documents of a small study."""
    return write_documents(rendered.parent, samples.study(), [samples.finding()], RECORD)


def paragraphs(package: WordPackage, style: str) -> list[str]:
    return [shown(one) for one in package.body.iter(f"{W}p") if style_of(one) == style]


def style_of(element: object) -> str:
    return str(element.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))  # type: ignore[attr-defined]


def test_word_and_libreoffice_have_nothing_to_repair(whole: WordPackage, sample: StudyDocuments) -> None:
    assert repairs(whole) == []
    for edition in RENDERER.editions:
        assert repairs(opened(render(sample.edition(edition)))) == []


def test_a_file_with_something_to_repair_is_noticed(whole: WordPackage) -> None:
    document = whole.parts["word/document.xml"]
    for old, new in (
        (b'<w:bookmarkEnd w:id="0"/>', b""),
        (b'<w:pStyle w:val="Title"/>', b'<w:jc w:val="left"/><w:pStyle w:val="Title"/>'),
        (b'w:fldCharType="end"', b'w:fldCharType="separate"'),
        (b'r:embed="rId', b'r:embed="rId9'),
        (b'<wp:docPr id="2"', b'<wp:docPr id="1"'),
    ):
        assert document.count(old) >= 1
        assert repairs(WordPackage({**whole.parts, "word/document.xml": document.replace(old, new, 1)}))
    assert repairs(WordPackage({name: part for name, part in whole.parts.items() if name != "word/footer1.xml"}))


def test_every_reference_leads_to_a_bookmark(whole: WordPackage, sample: StudyDocuments) -> None:
    assert len(led_to(whole)) == 8
    for package in (whole, opened(render(sample.edition("report")))):
        assert led_to(package)
        assert set(led_to(package)) <= set(bookmarks(package))


def test_what_is_not_in_this_document_is_named_without_a_link(whole: WordPackage) -> None:
    assert "To nowhere" in paragraphs(whole, "ListBullet")
    assert [shown(one) for one in whole.body.iter(f"{W}hyperlink")] == ["row 0", "To the picture"]


def test_numbers_of_captions_are_fields_that_store_what_the_report_calls_them(whole: WordPackage) -> None:
    assert [one for one in instructions(whole) if one.startswith("SEQ")] == [
        "SEQ Figure \\* ARABIC",
        "SEQ Table \\* ARABIC",
        # The second table of this document is the fourth of the report.
        "SEQ Table \\* ARABIC \\r 4",
    ]
    captions = [" ".join(one.split()) for one in paragraphs(whole, "Caption")]
    assert captions[2:] == [
        f"Figure 1: {figure(samples.trends()).title}",
        "Table 1: Caption of one",
        "Table 4: Caption of two",
        "Caption of three",
    ]


def test_it_says_what_the_page_says(whole: WordPackage, sample: StudyDocuments) -> None:
    for document in (every_part(), *map(sample.edition, RENDERER.editions)):
        page = html_content(html.render(document).decode(), frozenset(layer.id for layer in document.layers))
        assert docx_content(render(document)) == page
        assert len(page) > 2


def test_a_word_left_out_is_noticed() -> None:
    document = one_layer("Title", "a place", (Paragraph("All of it."), Bullets(("One.", "Two."))))
    page = html_content(html.render(document).decode(), frozenset({"report"}))
    less = one_layer("Title", "a place", (Paragraph("All of it."), Bullets(("One.",))))
    assert docx_content(render(less)) != page == docx_content(render(document))


def test_rendering_twice_gives_the_same_bytes_and_no_clock_is_in_them(sample: StudyDocuments) -> None:
    content = render(sample.edition("report"))
    assert render(sample.edition("report")) == content
    with ZipFile(BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
    assert names == [*names[:2], *sorted(names[2:])]


def test_nothing_of_the_template_is_left_and_nothing_is_invented(whole: WordPackage) -> None:
    folders = {"word", "word/theme", "word/media", "word/_rels", "_rels", "docProps", ""}
    assert {posixpath.dirname(name) for name in whole.parts} == folders
    assert [name for name in whole.parts if name.startswith("docProps")] == ["docProps/core.xml"]
    said = {one.tag.rpartition("}")[2]: one.text or "" for one in whole.read("docProps/core.xml")}
    assert said == {"title": "A title", "subject": "a place", "creator": "", "language": "en-GB"}
    assert b"python-docx" not in b"".join(whole.parts.values())


def test_headings_never_skip_a_level(sample: StudyDocuments) -> None:
    for document in (every_part(), sample.edition("report")):
        file = docx.Document(BytesIO(render(document)))
        levels = [level for one in file.paragraphs if (level := outline(one.style)) is not None]
        assert levels[0] == 0
        assert levels.count(0) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert max(levels) >= 1


def outline(style: object) -> int | None:
    found = style.element.find(f"{W}pPr/{W}outlineLvl")  # type: ignore[attr-defined]
    return None if found is None else int(found.get(f"{W}val"))


def test_every_style_is_in_arial_and_british_english_and_none_is_too_small(whole: WordPackage) -> None:
    found = list(whole.read("word/styles.xml").iter(f"{W}style"))
    styles = [one for one in found if one.get(f"{W}type") == "paragraph"]
    assert len(styles) > 20
    for style in styles:
        letters = style.find(f"{W}rPr")
        assert letters.find(f"{W}lang").get(f"{W}val") == "en-GB"
        assert letters.find(f"{W}rFonts").get(f"{W}ascii") == "Arial"
        size = float(letters.find(f"{W}sz").get(f"{W}val")) / 2
        on_front = style.find(f"{W}name").get(f"{W}val").startswith("Front")
        assert size >= (12.0 if on_front else SMALLEST)


def test_nothing_on_the_front_is_below_twelve_points(whole: WordPackage) -> None:
    sizes = {
        one.get(f"{W}styleId"): float(one.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
        for one in whole.read("word/styles.xml").iter(f"{W}style")
        if one.get(f"{W}type") == "paragraph"
    }
    front = []
    for one in whole.body:
        if style_of(one) == "Heading2":
            break
        front += [style_of(one)] if shown(one) else []
    assert len(front) > 10
    assert {style: sizes[style] for style in front if sizes[style] < 12} == {}


def test_a_person_changes_the_look_in_one_place(whole: WordPackage) -> None:
    letters = [one for one in whole.body.iter(f"{W}rPr") for child in one if child.tag != f"{W}rStyle"]
    assert letters == []
    colours = [one for one in whole.read("word/styles.xml").iter(f"{W}color", f"{W}shd")]
    assert len(colours) > 10
    assert all(one.get(f"{W}themeColor") or one.get(f"{W}themeFill") for one in colours)


def test_pictures_are_sharp_fit_the_page_and_say_what_they_show(whole: WordPackage, sample: StudyDocuments) -> None:
    for package in (whole, opened(render(sample.edition("report")))):
        drawn = list(package.body.iter(f"{WP}inline"))
        held = package.relations("word/document.xml")
        assert drawn
        for one in drawn:
            size = one.find(f"{WP}extent")
            wide, high = (int(size.get(name)) for name in ("cx", "cy"))
            (embedded,) = [value for node in one.iter() for key, value in node.attrib.items() if key.endswith("}embed")]
            dots = struct.unpack(">II", package.parts[held[embedded]][16:24])
            assert min(dots[0] / (wide / PER_INCH), dots[1] / (high / PER_INCH)) >= DOTS
            assert abs(dots[0] / dots[1] - wide / high) < 0.01
            assert wide / PER_POINT <= 180 / 25.4 * 72 + 0.1
            assert len(one.find(f"{WP}docPr").get("descr").split()) >= 10


def test_tables_repeat_their_headers_keep_rows_whole_and_stay_inside_the_text(whole: WordPackage) -> None:
    tables = list(whole.body.iter(f"{W}tbl"))
    assert len(tables) == 4
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, *[False] * (len(rows) - 1)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
        widths = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
        assert sum(widths) / 20 <= 174 / 25.4 * 72 + 0.1
        assert [int(one.get(f"{W}w")) for one in rows[0].iter(f"{W}tcW")] == widths


def test_a_column_and_a_row_without_a_name_get_one() -> None:
    bare = replace(cells("bare"), columns=("", "Size"), cells=(("", "1.0"), ("row", "2.0")))
    said = docx_content(render(one_layer("Title", "a place", (Table(bare, "bare"),))))
    assert [one.text for one in said[-6:]] == ["Column 1", "Size", "Row 1", "1.0", "row", "2.0"]


def test_numbers_stand_to_the_right_and_words_to_the_left(whole: WordPackage) -> None:
    table = list(whole.body.iter(f"{W}tbl"))[1]
    for row in table.iter(f"{W}tr"):
        sides = [one.find(f"{W}pPr/{W}jc") for one in row.iter(f"{W}p")]
        assert sides[0] is None
        assert sides[1].get(f"{W}val") == "right"


def test_a_short_table_stays_on_one_page_and_a_long_one_may_go_on(whole: WordPackage) -> None:
    short, long = (list(whole.body.iter(f"{W}tbl"))[place] for place in (1, 3))
    held = [[one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p")] for row in short.iter(f"{W}tr")]
    assert held == [[True, True]] * 3 + [[False, False]]
    free = [[one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p")] for row in long.iter(f"{W}tr")]
    assert free == [[True, True]] + [[False, False]] * 14


def test_notes_of_each_table_begin_with_one(whole: WordPackage) -> None:
    notes = [one for one in whole.body.iter(f"{W}p") if style_of(one) == "ListNumber"]
    ids = [one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for one in notes]
    assert [shown(one) for one in notes] == ["A note.", "Another.", "A third."]
    assert ids[0] == ids[1] != ids[2]
    lists = {one.get(f"{W}numId"): one for one in whole.read("word/numbering.xml").iter(f"{W}num")}
    for number in set(ids):
        assert lists[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_columns_stand_side_by_side_and_the_text_goes_back_to_one(whole: WordPackage) -> None:
    sections = list(whole.body.iter(f"{W}sectPr"))
    assert [one.find(f"{W}cols").get(f"{W}num") for one in sections] == ["1", "2", "1", "1"]
    kinds = [one.find(f"{W}type") for one in sections]
    assert [kind.get(f"{W}val") if kind is not None else "" for kind in kinds] == [
        "", "continuous", "continuous", "nextPage",
    ]  # fmt: skip
    breaks = [one for one in whole.body.iter(f"{W}p") if one.find(f"{W}r/{W}br[@{W}type='column']") is not None]
    assert [shown(one) for one in breaks] == ["Right"]
    assert {(one.get(f"{W}w"), one.get(f"{W}h")) for one in whole.body.iter(f"{W}pgSz")} == {("11906", "16838")}


def test_a_footer_names_the_report_and_counts_its_pages(whole: WordPackage) -> None:
    for name in ("word/footer1.xml", "word/footer2.xml"):
        asked = [(one.text or "").strip() for one in whole.read(name).iter(f"{W}instrText")]
        assert asked == ["TITLE", "PAGE", "NUMPAGES"]
        assert " – Invented tables." in "".join(one.text or "" for one in whole.read(name).iter(f"{W}t"))


def test_a_document_of_one_layer_stands_by_itself() -> None:
    package = opened(render(one_layer("Plan", "", (Heading(2, "What", "what"), Paragraph("This.")))))
    assert repairs(package) == []
    assert len(list(package.body.iter(f"{W}sectPr"))) == 1
    assert "word/numbering.xml" in package.parts


def test_letters_that_no_file_may_hold_are_shown_as_unknown() -> None:
    said = docx_content(render(one_layer("Title", "", (Paragraph("Bell\x07 <b> & \ufffe"),))))
    assert said[-1].text == "Bell\ufffd <b> & \ufffd"


def test_a_title_too_long_for_a_property_and_odd_letters_of_a_picture_are_no_obstacle() -> None:
    drawn = figure(samples.trends())
    odd = replace(drawn, text=f"{drawn.text}\x01\ufffe")
    package = opened(render(one_layer("A long title " * 40 + "\x02", "", [Figure(odd, "odd")])))
    assert not list(repairs(package))
    assert any("\ufffd\ufffd" in one.get("descr", "") for one in package.body.iter(f"{WP}docPr"))


def test_a_table_with_more_columns_than_word_knows_is_refused() -> None:
    names = tuple(f"Column {place}" for place in range(64))
    block = replace(cells("wide"), columns=names, cells=(names,))
    with pytest.raises(ReportError, match="64 columns"):
        render(one_layer("A title", "", [Table(block, "wide")]))
    fewer = replace(block, columns=names[:63], cells=(names[:63],))
    assert render(one_layer("A title", "", [Table(fewer, "wide")]))


def test_a_row_that_no_sheet_can_hold_may_be_parted_and_any_other_may_not() -> None:
    block = replace(cells("high"), cells=(("words " * 2000, "1"), ("words", "2")))
    package = opened(render(one_layer("A title", "", [Table(block, "high")])))
    parted = [row.find(f"{W}trPr/{W}cantSplit") is None for row in package.body.iter(f"{W}tr")]
    assert parted == [False, True, False]


def test_a_figure_without_alt_text_and_a_table_without_caption_are_refused() -> None:
    silent = replace(figure(samples.trends()), text="Figure")
    with pytest.raises(ReportError, match="without alt text"):
        render(one_layer("Title", "", (Figure(silent, "one"),)))
    with pytest.raises(ReportError, match="without caption"):
        render(one_layer("Title", "", (Table(replace(cells("bare"), title=" "), "one"),)))


def test_letters_that_the_type_of_pictures_lacks_are_refused_and_words_are_left_to_the_readers_machine() -> None:
    svg = figure(samples.flow()).svg.replace(">none lost<", ">none ▨ lost<", 1)
    boxed = Figure(replace(figure(samples.flow()), title="Ticked ✅", svg=svg), "one")
    with pytest.raises(ReportError) as refused:
        render(one_layer("Title ✅", "", (boxed,)))
    assert [fault.found.split(" in ")[0] for fault in refused.value.faults] == ["the sign ▨ (U+25A8)"]


def changed_by_hand(file: Path) -> bytes:
    """Write into a file as a person would; return what it is then."""
    opened_again = docx.Document(str(file))
    opened_again.paragraphs[0].runs[0].text = "Our own title"
    opened_again.save(str(file))
    return file.read_bytes()


def written(documents: StudyDocuments, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Write the files of a first run and its note; yield them."""
    for name, content in files_of(documents, RENDERER):
        (folder / name).write_bytes(content)
        yield name, content


def test_a_file_that_a_person_changed_is_written_beside_and_both_are_there(
    sample: StudyDocuments, tmp_path: Path
) -> None:
    first = dict(written(sample, tmp_path))
    digests = {name: sha256(content).hexdigest() for name, content in first.items()}
    own = changed_by_hand(tmp_path / "report.docx")
    last = replace(last_report(tmp_path, (".docx",)), files=digests)
    _, told = place(last, first)
    assert (tmp_path / "report.docx").read_bytes() == own
    assert (tmp_path / "report-new.docx").read_bytes() == first["report.docx"]
    assert sorted(file.name for file in tmp_path.glob("*.docx")) == [
        "closing.docx", "front.docx", "report-new.docx", "report.docx",
    ]  # fmt: skip
    assert told == [
        "report.docx was changed by hand since the last run and is left as it is; the new one stands beside it: "
        "report-new.docx"
    ]


def test_a_whole_new_report_takes_over_what_a_person_changed(sample: StudyDocuments, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    digests = {name: sha256(content).hexdigest() for name, content in written(sample, old)}
    own = changed_by_hand(old / "closing.docx")
    made = dict(written(sample, new))
    carry_over(replace(last_report(old, (".docx",)), files=digests), new, digests)
    assert (new / "closing.docx").read_bytes() == own
    assert (new / "closing-new.docx").read_bytes() == made["closing.docx"]
    assert not (new / "front-new.docx").exists()
