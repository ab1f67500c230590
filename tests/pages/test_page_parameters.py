"""A page's parameters cell and the model behind it say the same, and nothing else is let through to a kernel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalkit.core.errors import PageError
from evalkit.run.pages.catalogue import Page, PageParameters, QuestionParameters, pages_of
from evalkit.run.places import NOTEBOOKS

PAGES = pages_of(NOTEBOOKS)
BY_QUESTION = ("03-comparison", "04-effect", "05-sensitivity")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_parameters_cell_matches_its_model_in_names_types_and_defaults(page: Page) -> None:
    model = QuestionParameters if page.name in BY_QUESTION else PageParameters
    stated = page.stated()
    assert list(stated) == list(model.model_fields)
    assert model.model_validate(stated) == model()
    assert page.model() is model


def test_an_unknown_parameter_is_refused_and_the_likely_one_named() -> None:
    with pytest.raises(PageError, match="did you mean study") as refused:
        effect().parameters({"studdy": "leicester"})
    assert refused.value.faults[0].where == "page 04-effect, parameter studdy"


def test_a_mistyped_parameter_is_refused_even_where_it_could_be_converted() -> None:
    with pytest.raises(PageError, match=r"3 \(int\)"):
        effect().parameters({"question": 3})


def test_all_faults_of_the_parameters_are_named_at_once() -> None:
    with pytest.raises(PageError) as refused:
        effect().parameters({"studdy": "leicester", "out": 1, "qestion": "attainment"})
    assert {fault.where.split()[-1] for fault in refused.value.faults} == {"studdy", "out", "qestion"}


def test_parameters_left_out_take_their_defaults() -> None:
    assert effect().parameters({"out": "here"}) == {"study": "leicester", "out": "here", "question": "attainment"}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('study = "leicester"', "out = None"),
        ('study = "leicester"\nout = None\nseed = 3', "seed = 3"),
        ('study = "north-west"\nout = None', "north-west"),
        ('study = "leicester"\nout = 1 + 1', "out = 1 \\+ 1"),
    ],
)
def test_a_page_whose_parameters_match_no_model_is_refused(tmp_path: Path, cell: str, said: str) -> None:
    file = tmp_path / "10-new.ipynb"
    stored = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": cell, "outputs": []}
    file.write_text(json.dumps({"cells": [stored]}), encoding="utf-8")
    with pytest.raises(PageError, match=said):
        Page(file).model()


def test_a_page_without_a_parameters_cell_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "10-new.ipynb"
    file.write_text(json.dumps({"cells": []}), encoding="utf-8")
    with pytest.raises(PageError, match="0 cells tagged"):
        Page(file).stated()


def effect() -> Page:
    """Return the page about the effect."""
    return next(page for page in PAGES if page.name == "04-effect")
