"""What fails in a partner's package is told as that package's fault, and what adds nothing is told at all."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import numpy as np
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError, EvalkitError, ExtensionError
from evalkit.core.moved import MOVED
from evalkit.core.registry import NoOptions
from evalkit.document.parts import one_layer
from evalkit.document.renderers import RENDERERS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.inputs import EXTENSION, digests_of_code
from evalkit.run.jobs.check import check
from evalkit.run.jobs.methods import methods, unheard_entries
from evalkit.run.reports.record import code
from tests.support.panels import analysis_of, draw_panel
from tests.support.partners import installed

GROUP = "evalkit.estimators"
ENTRY = f"package theirs, entry point ours of {GROUP}"
HEAD = '''"""An estimator."""

from evalkit.core.errors import EstimationError
from evalkit.core.registry import Method


def changed(comparison, options):
'''
TAIL = """

METHOD = Method(summary="Ours", run=changed, shapes=("panel",))
"""
Partner = Callable[..., Path]


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Partner]:
    with ExitStack() as open_ones:

        def install(body: str, groups: dict[str, dict[str, str]] | None = None, package: str = "theirs") -> Path:
            """Install a package with one module, which holds the body given."""
            named = groups if groups is not None else {GROUP: {"ours": f"{package}.part"}}
            held: AbstractContextManager[Path] = installed(tmp_path / package, package, {"part.py": body}, named)
            return open_ones.enter_context(held)

        yield install


def fault_of_running() -> tuple[str, str, str, str]:
    analysis = analysis_of(draw_panel(np.random.default_rng(5), areas=20)).change(
        estimator="ours", estimator_options=NoOptions()
    )
    with pytest.raises(ExtensionError) as caught:
        point_estimate(analysis)
    (fault,) = caught.value.faults
    return fault.where, fault.found, fault.allowed, fault.next


def fault_of_loading() -> tuple[str, str, str, str]:
    with pytest.raises(ExtensionError) as caught:
        ESTIMATORS.get("ours")
    (fault,) = caught.value.faults
    return fault.where, fault.found, fault.allowed, fault.next


def test_an_exception_while_it_runs_names_package_file_line_and_group(partner: Partner) -> None:
    partner(f"{HEAD}    return 1 / len(comparison.frame.columns[:0])\n{TAIL}")
    where, found, _, then = fault_of_running()
    assert where == f"theirs/part.py, line 8: return 1 / len(comparison.frame.columns[:0]) ({ENTRY})"
    assert found == "ZeroDivisionError: division by zero"
    assert then == "mend it in theirs, or tell those who keep that package"


def test_an_exception_in_a_library_is_told_at_the_line_of_the_package_that_asked(partner: Partner) -> None:
    partner(f"{HEAD}    return comparison.frame['nothing']\n{TAIL}")
    where, found, _, _ = fault_of_running()
    assert where.startswith("theirs/part.py, line 8: ")
    assert found == "KeyError: 'nothing'"


def test_the_old_key_of_the_panel_is_told_with_the_new_one(partner: Partner) -> None:
    partner(f"{HEAD}    return comparison.frame.groupby('school').size()\n{TAIL}")
    _, found, _, then = fault_of_running()
    assert found == "KeyError: 'school'"
    assert then == "the panel's key is now `unit`, a school or an authority: write 'unit' for 'school'"


def test_a_result_of_another_type_is_told(partner: Partner) -> None:
    partner(f"{HEAD}    return 0.21\n{TAIL}")
    where, found, allowed, _ = fault_of_running()
    assert where == f"theirs.part ({ENTRY})"
    assert (found, allowed) == ("changed returned float", "Estimate as its result")


@pytest.mark.parametrize(
    ("result", "told"), [("b'one file'", ""), ("{'one.txt': b'file'}", ""), ("'words'", "render returned str")]
)
def test_a_renderer_returns_one_file_or_several_by_name(partner: Partner, result: str, told: str) -> None:
    body = (
        '"""A format."""\n\nfrom evalkit.document.renderers.parts.renderer import Renderer\n\n\n'
        f"def render(document):\n    return {result}\n\n\n"
        'RENDERER = Renderer(summary="Ours", file="ours", render=render)\n'
    )
    partner(body, {RENDERERS.package: {"ours": "theirs.part"}})
    render, document = RENDERERS.get("ours").render, one_layer("Ours", "", [])
    if not told:
        assert render(document) == literal_eval(result)
        return
    with pytest.raises(ExtensionError) as caught:
        render(document)
    (fault,) = caught.value.faults
    assert (fault.found, fault.allowed) == (told, "bytes or Mapping as its result")


def test_a_refusal_in_our_own_words_passes_as_it_is(partner: Partner) -> None:
    refusal = "    raise EstimationError.one(where='here', found='few', allowed='many', next='ask')\n"
    partner(f"{HEAD}{refusal}{TAIL}")
    analysis = analysis_of(draw_panel(np.random.default_rng(5), areas=20))
    with pytest.raises(EstimationError, match="few"):
        point_estimate(analysis.change(estimator="ours", estimator_options=NoOptions()))


@pytest.mark.parametrize(
    ("line", "found", "place"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError: No module named 'nothing_of_this_name'", "line 1"),
        ("x = (", "SyntaxError: '(' was never closed", "line 1"),
        ("\nraise RuntimeError('no licence')", "RuntimeError: no licence", "line 2"),
    ],
)
def test_a_module_that_cannot_be_imported_is_told(partner: Partner, line: str, found: str, place: str) -> None:
    partner(f"{line}\n")
    where, said, _, _ = fault_of_loading()
    assert said.startswith(found)
    assert where.startswith(f"theirs/part.py, {place}") and where.endswith(f"({ENTRY})")


@pytest.mark.parametrize("old", ["evalkit.data.panel", "evalkit.data.flow"])
def test_a_module_that_has_moved_is_told_with_its_new_place(partner: Partner, old: str) -> None:
    partner(f"import {old}\n")
    where, _, _, then = fault_of_loading()
    assert where.startswith(f"theirs/part.py, line 1: import {old}")
    assert then == f"write {MOVED[old]} for {old}"


def test_a_module_that_has_moved_is_told_when_it_is_taken_from_its_package(partner: Partner) -> None:
    partner("from evalkit.data import panel\n")
    assert fault_of_loading()[3] == f"write {MOVED['evalkit.data.panel']} for evalkit.data.panel"


def test_a_part_of_another_kind_and_an_entry_point_to_nowhere_are_told(partner: Partner) -> None:
    partner("METHOD = 3\n")
    assert fault_of_loading()[1:3] == ("METHOD is int", "a module-level METHOD of type Method")
    partner("", {GROUP: {"ours_too": "others.nowhere"}}, package="others")
    with pytest.raises(ExtensionError, match=r"others\.nowhere \(package others, entry point ours_too of"):
        ESTIMATORS.get("ours_too")


def test_an_entry_point_may_name_the_part_itself(partner: Partner) -> None:
    body = f"{HEAD}    return None\n{TAIL}".replace("METHOD =", "FIRST =")
    partner(body, {GROUP: {"ours": "theirs.part:FIRST"}})
    assert ESTIMATORS.get("ours").summary == "Ours"


def test_what_adds_nothing_is_told_by_methods(partner: Partner, capsys: pytest.CaptureFixture[str]) -> None:
    assert unheard_entries() == ()
    partner("", {"evalkit.estimator": {"ours": "theirs.part"}, GROUP: {"multilevel": "theirs.part"}})
    methods()
    said = capsys.readouterr().out.split("Not used\n")[1].splitlines()
    assert said[0].startswith(
        "  package theirs, entry point ours of evalkit.estimator: there is no such group; there are"
    )
    assert said[1] == (
        f"  package theirs, entry point multilevel of {GROUP}: evalkit has a part of this name, which is used; "
        "choose another"
    )


def test_a_group_that_has_another_name_now_is_told_with_it(partner: Partner) -> None:
    old, new = "evalkit.report.renderers", "evalkit.document.renderers"
    partner("", {old: {"plain": "theirs.part"}})
    entry = f"package theirs, entry point plain of {old}"
    assert unheard_entries()[2:] == (f"  {entry}: the group has another name now, so nothing is added; write {new}",)


def test_what_adds_nothing_is_told_by_check(partner: Partner, capsys: pytest.CaptureFixture[str]) -> None:
    partner("", {"evalkit.checks": {"ours": "theirs.part"}})
    check("leicester", data=None)
    assert "\n\nNot used\n  package theirs, entry point ours of evalkit.checks: " in capsys.readouterr().out


def test_the_list_of_methods_goes_on_past_a_part_that_cannot_be_had(
    partner: Partner, capsys: pytest.CaptureFixture[str]
) -> None:
    partner("import nothing_of_this_name\n")
    assert methods() == ExtensionError.exit_code
    printed = capsys.readouterr().out
    assert f"  ours: cannot be used\n    theirs/part.py, line 1: import nothing_of_this_name ({ENTRY})" in printed
    assert "leave_one_school_out: " in printed


def test_the_record_holds_version_and_digest_of_every_package_that_adds_parts(partner: Partner, tmp_path: Path) -> None:
    folder = partner(f"{HEAD}    return None\n{TAIL}")
    kept = tmp_path / "kept"
    before, (added,) = code(kept), code(kept)["extensions"]
    assert {**added, "digest": ""} == {"package": "theirs", "version": "1.0", "groups": [GROUP], "digest": ""}
    assert dict(digests_of_code(kept))[f"{EXTENSION}theirs"] == added["digest"]
    (folder / "part.py").write_text(f"{HEAD}    return 1\n{TAIL}", encoding="utf-8")
    after = code(kept)
    assert after["extensions"][0]["digest"] != added["digest"]
    assert after["digest"] == before["digest"]


def test_every_fault_of_an_extension_is_one_a_command_prints_without_a_traceback() -> None:
    assert issubclass(ExtensionError, EvalkitError) and ExtensionError.exit_code == 9
