"""The annex that an evaluator audits: every kept block, and what is needed to check the run that kept it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from evalkit.core.errors import Fault, ReportError
from evalkit.document.annex import anchors
from evalkit.document.annex.assumptions_log import assumptions_log, decisions_log
from evalkit.document.annex.audited_run import AuditedRun
from evalkit.document.annex.checklists import checklists
from evalkit.document.annex.data_log import data_log
from evalkit.document.annex.finder import finder
from evalkit.document.annex.first_questions import first_questions
from evalkit.document.annex.kept_pages import kept_pages
from evalkit.document.annex.plan_followed import plan_and_deviations
from evalkit.document.annex.quality_log import quality_log
from evalkit.document.annex.rerun import rerun
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.moved_blocks import stands_as
from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.document.placed_blocks import PlacedBlock, placed
from evalkit.findings.finding import Answer
from evalkit.report.table_cells import Column, table_block
from evalkit.study.model import Study
from evalkit.study.typed_numbers import typed_numbers

LOGS = (
    "The logs that the AQuA Book of the Government Analysis Function asks of an analysis: "
    "assumptions, decisions, data, and what assures its quality."
)


def annex_parts(
    study: Study,
    answers: Sequence[Answer],
    record: Mapping[str, object],
    pages: Sequence[KeptPage],
    elsewhere: Collection[str] = (),
) -> tuple[Part, ...]:
    """Return the annex of a report.

    Parameters
    ----------
    study : Study
        What the project lead wrote.
    answers : sequence of Finding or Unanswered
        In the order of the study's questions.
    record : mapping
        The content of record.json.
    pages : sequence of KeptPage
        The pages with the blocks they kept.
    elsewhere : collection of str
        Places of kept blocks that the front or the report prints, as `PlacedBlock.place` names them.
    """
    held = AuditedRun(study, tuple(answers), record, placed(pages))
    kept = kept_pages(held, pages, elsewhere)
    parts = (
        *first_questions(held),
        *kept,
        *checklists(held),
        *plan_and_deviations(held),
        *rerun(held),
        Heading(2, "Logs", "annex-logs"),
        Paragraph(LOGS),
        *assumptions_log(held),
        *decisions_log(held),
        *data_log(held),
        *quality_log(held),
        *_typed(study),
    )
    refuse_lost(held.blocks, parts, elsewhere)
    asked = {part.id for part in parts if isinstance(part, Heading) and not part.id.startswith("part-")}
    return (*finder(parts, _about(held), first=asked), *parts)


def refuse_lost(blocks: Sequence[PlacedBlock], parts: Sequence[Part], elsewhere: Collection[str]) -> None:
    """Refuse an annex in which a kept figure, table or sentence does not stand."""
    places = {getattr(part, "place", "") for part in parts} | set(elsewhere)
    tables = {part.block.id for part in parts if isinstance(part, Table)}
    lost = [one for one in blocks if one.place not in places and stands_as(one.block) not in tables]
    if lost:
        raise ReportError(
            Fault(
                where=f"page {one.page}",
                found=f"the kept {one.block.kind} {one.block.id}, which stands nowhere in the report",
                allowed="every block that a page keeps, in the front, the report or the annex",
                next="print it in one of them, or say in document/moved_blocks.py what holds it now",
            )
            for one in lost
        )


def _about(held: AuditedRun) -> dict[str, str]:
    """Return the question of each block, where a title alone would not tell several questions' blocks apart."""
    asked = [one.id for one in held.answers]
    return {one.place: question for one in held.blocks if len(asked) > 1 and (question := one.question(asked))}


def _typed(study: Study) -> tuple[Part, ...]:
    """Numbers of the story that quote no finding: a reader can see which words nothing keeps true."""
    if not study.story.strip():
        return ()
    heading = Heading(3, "Numbers typed by hand", anchors.TYPED)
    found = typed_numbers(study.story)
    if not found:
        return (heading, Paragraph("No number in the words of story.md was typed by hand."))
    columns = (Column("section", "Section"), Column("number", "Typed by hand"), Column("words", "In the words"))
    rows = [{"section": one.section, "number": one.number, "words": one.words} for one in found]
    notes = ("These numbers quote no finding: nothing in this report computed them or keeps them true.",)
    title = "Numbers typed by hand in story.md"
    return (
        heading,
        Table(table_block(f"{anchors.TYPED}-table", title, columns, rows, notes=notes), f"{anchors.TYPED}-table"),
    )
