"""The pages of the report: which there are, what each may be given, and what its text says."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evalkit.core.errors import Fault, PageError
from evalkit.evaluation.inputs import bare

_NAME = re.compile(r"\d\d-[a-z][a-z-]*")


class PageParameters(BaseModel):
    """What every page may be given."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    study: str = "leicester"
    out: str | None = None


class QuestionParameters(PageParameters):
    """What a page about one question may be given besides."""

    question: str = "attainment"


MODELS: tuple[type[PageParameters], ...] = (PageParameters, QuestionParameters)


@dataclass(frozen=True)
class Page:
    """One notebook.

    Attributes
    ----------
    file : Path
        The notebook, named ``NN-question.ipynb``.
    """

    file: Path

    @property
    def name(self) -> str:
        """The page's name, such as ``04-effect``."""
        return self.file.stem

    @cached_property
    def cells(self) -> tuple[dict[str, object], ...]:
        """The cells as stored."""
        return tuple(json.loads(self.file.read_text(encoding="utf-8"))["cells"])

    @property
    def text(self) -> str:
        """The first text cell: the page's title, its question and what it is for."""
        return next((source(cell) for cell in self.cells if cell["cell_type"] == "markdown"), "")

    @property
    def title(self) -> str:
        """The page's question: the first heading of its text."""
        return next((line.removeprefix("# ").strip() for line in self.text.splitlines() if line.startswith("# ")), "")

    @property
    def introduction(self) -> str:
        """What the first text cell says below its heading."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("# ")).strip()

    @property
    def code(self) -> tuple[str, ...]:
        """Sources of the code cells, the parameters left out."""
        code = (cell for cell in self.cells if cell["cell_type"] == "code")
        return tuple(source(cell) for cell in code if not is_parameters(cell))

    @property
    def parsed(self) -> tuple[str, ...]:
        """The code cells as they are parsed: a comment or a blank line is no change."""
        return tuple(bare(cell) for cell in self.code)

    @property
    def asks_by_question(self) -> bool:
        """Whether the page is about one question of the study."""
        return issubclass(self.model(), QuestionParameters)

    def model(self) -> type[PageParameters]:
        """Return the model that the parameters cell matches in names, types and defaults."""
        stated = self.stated()
        for model in MODELS:
            if stated == {name: field.default for name, field in model.model_fields.items()}:
                return model
        raise PageError.one(
            where=f"page {self.name}, parameters cell",
            found=", ".join(f"{name} = {value!r}" for name, value in stated.items()) or "no parameters",
            allowed=" or ".join(
                "; ".join(f"{name} = {field.default!r}" for name, field in model.model_fields.items())
                for model in MODELS
            ),
            next="write the cell tagged 'parameters' as one of these",
        )

    def stated(self) -> dict[str, object]:
        """Return the names and defaults of the one cell tagged ``parameters``."""
        tagged = [source(cell) for cell in self.cells if is_parameters(cell)]
        if len(tagged) != 1:
            raise PageError.one(
                where=f"page {self.name}",
                found=f"{len(tagged)} cells tagged 'parameters'",
                allowed="one",
                next="tag the cell that holds study and out",
            )
        return dict(_assigned(self.name, tagged[0]))

    def parameters(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return every parameter of a run; an unknown or mistyped one is refused here, before any kernel starts."""
        model = self.model()
        try:
            return dict(model.model_validate(dict(given)))
        except ValidationError as error:
            raise PageError([_refused(self.name, model, fault) for fault in error.errors()]) from None


def pages_of(folder: Path) -> tuple[Page, ...]:
    """Return the pages of a folder in reading order."""
    return tuple(Page(file) for file in sorted(folder.glob("*.ipynb")) if _NAME.fullmatch(file.stem))


def source(cell: Mapping[str, object]) -> str:
    """Return the text of a cell, which a notebook stores as one string or as lines."""
    stored = cell["source"]
    return stored if isinstance(stored, str) else "".join(stored)  # type: ignore[arg-type]


def is_parameters(cell: Mapping[str, object]) -> bool:
    """Say whether the cell is tagged ``parameters``."""
    metadata = cell.get("metadata")
    return isinstance(metadata, dict) and "parameters" in metadata.get("tags", ())


def _assigned(page: str, text: str) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for line in ast.parse(text).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                pairs.append((name, value))
            case _:
                raise PageError.one(
                    where=f"page {page}, parameters cell",
                    found=ast.unparse(line),
                    allowed='lines such as study = "leicester"',
                    next="move everything else to a later cell",
                )
    return pairs


def _refused(page: str, model: type[PageParameters], fault: Mapping[str, object]) -> Fault:
    name = str(fault["loc"][0])  # type: ignore[index]
    where = f"page {page}, parameter {name}"
    known = tuple(model.model_fields)
    if name not in known:
        close = get_close_matches(name, known, n=1)
        advice = f"did you mean {close[0]}?" if close else f"this page takes {', '.join(known)}"
        return Fault(where=where, found="a name the page does not know", allowed=", ".join(known), next=advice)
    given = fault["input"]
    return Fault(
        where=where,
        found=f"{given!r} ({type(given).__name__})",
        allowed="text or nothing" if name == "out" else "text",
        next=f"write {name} in quotation marks",
    )
