"""A whole run in which a listed golden value did not run is no proof, and ends as a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.files import ROOT

SETTINGS = """
[pytest]
testpaths = tests
markers = golden(gating): agrees with another program
"""
TESTS = """
import pytest

@pytest.mark.golden(gating=True)
@pytest.mark.parametrize("case", ["a", "b"])
def test_gating(case):
    pass

@pytest.mark.golden()
def test_further():
    {body}
"""
LISTED = "# gating values\ntests/test_values.py::test_gating[a]\ntests/test_values.py::test_gating[b]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project with our conftest, two gating values and one that is skipped."""
    (tmp_path / "tests" / "golden").mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "tests" / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "tests" / "test_values.py").write_text(TESTS.format(body="pytest.skip('no data')"), encoding="utf-8")
    (tmp_path / "tests" / "golden" / "gating.txt").write_text(LISTED, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:nbval", "-p", "no:cacheprovider", *arguments]
    # The conftest looks up the digests of the pages of results with the project's own tools.
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=project, env=there, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout


def test_a_whole_run_passes_when_all_listed_values_ran(project: Path) -> None:
    code, said = run(project, "-n", "2", "--dist", "loadfile")
    assert "golden values: 2 ran, 1 skipped" in said
    assert code == 0


@pytest.mark.parametrize("workers", [(), ("-n", "2", "--dist", "loadfile")])
def test_a_whole_run_fails_when_a_listed_value_did_not_run(project: Path, workers: tuple[str, ...]) -> None:
    with (project / "tests" / "golden" / "gating.txt").open("a", encoding="utf-8") as file:
        file.write("tests/test_values.py::test_gone\n")
    code, said = run(project, *workers)
    assert "did not run: tests/test_values.py::test_gone" in said
    assert code == 1


def test_a_whole_run_fails_when_a_gating_value_is_not_listed(project: Path) -> None:
    (project / "tests" / "golden" / "gating.txt").write_text(LISTED.splitlines()[1], encoding="utf-8")
    code, said = run(project)
    assert "not in tests/golden/gating.txt: tests/test_values.py::test_gating[b]" in said
    assert code == 1


@pytest.mark.parametrize("narrowed", [("-k", "further"), ("tests/test_values.py::test_further",)])
def test_a_narrowed_run_is_not_held_to_the_list(project: Path, narrowed: tuple[str, ...]) -> None:
    code, said = run(project, *narrowed)
    assert "golden values: 0 ran, 1 skipped" in said
    assert code == 0
