"""Commands are quick to start and import only what they use."""

from __future__ import annotations

import subprocess
import sys

from typer.testing import CliRunner

from evalkit.run.commands import JOBS, app

HEAVY = ("papermill", "nbformat", "nbclient", "matplotlib", "seaborn", "statsmodels", "IPython")


def modules_after(code: str) -> set[str]:
    """Return the top-level modules loaded by a fresh Python that ran ``code``."""
    said = f"{code}\nimport sys\nprint('loaded', *sorted(sys.modules), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split("loaded\n")[-1].splitlines()}


def test_commands_load_nothing_heavy_before_one_is_given() -> None:
    assert not modules_after("import evalkit.run.commands") & {*HEAVY, "pandas", "numpy", "scipy"}


def test_checking_a_study_loads_no_notebook_and_no_drawing_libraries() -> None:
    assert not modules_after("import evalkit.run.jobs.check") & set(HEAVY)


def test_every_command_has_its_job() -> None:
    studies = {"check", "compare", "index", "lock", "new", "plan", "run"}
    programmes = {"invented_programme", "pseudonymise", "school", "survey"}
    handed_over = {"bundle", "verify"}
    assert set(JOBS.names()) == {
        *studies,
        *programmes,
        *handed_over,
        "data",
        "fetch",
        "lab",
        "methods",
        "pages",
        "tables",
    }
    assert all(callable(JOBS.get(name)) for name in JOBS.names())


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "evalkit", "--help"], capture_output=True, text=True, check=True)
    for command in (
        "check",
        "plan",
        "lock",
        "run",
        "compare",
        "index",
        "bundle",
        "verify",
        "survey",
        "school",
        "methods",
        "new",
        "synth",
        "data",
        "pages",
        "lab",
    ):
        assert command in done.stdout


def test_an_unknown_command_is_refused_in_words() -> None:
    ended = CliRunner().invoke(app, ["rum"])
    assert ended.exit_code == 2
    assert "rum" in ended.output
