"""What cannot be set on pages is told as every other fault is, without a traceback."""

from __future__ import annotations

import pytest

from evalkit.core.errors import ReportError
from evalkit.document.parts import Figure, one_layer
from evalkit.document.renderers.pdf import render
from tests.unit.document.renderers.test_pdf import drawn


def test_a_drawing_that_is_cut_off_is_told_with_what_to_do() -> None:
    cut = drawn(svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0')
    with pytest.raises(ReportError) as refused:
        render(one_layer("A title", "", [Figure(cut, "drawn")]))
    (fault,) = refused.value.faults
    assert "not whole" in fault.found and "in the package that draws it" in fault.next
