"""Pages start light: no page loads seaborn, statsmodels or scipy.stats unless a method it uses needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("seaborn", "statsmodels", "scipy.stats")
# Heat tables are drawn with seaborn, which brings the others; the process that pages are copied from has loaded it, so
# that no page waits for it.
DRAWN_WITH = list(HEAVY)
# Engines are programs of others, loaded by the one estimator that asks for them, which no page of schools does.
EVERY_MODULE = """
import importlib, pkgutil
import evalkit
for found in pkgutil.walk_packages(evalkit.__path__, "evalkit."):
    if not found.name.startswith(("evalkit.run", "evalkit.__main__", "evalkit.numeric.engines.")):
        importlib.import_module(found.name)
"""


def loaded_after(code: str) -> list[str]:
    """Return which heavy modules a fresh Python holds after running ``code``."""
    said = f"{code}\nimport sys\nprint('loaded', *(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1].split()[1:]


@pytest.mark.parametrize(
    ("code", "brings"),
    [
        ("import evalkit as ek\nek.open_study('leicester'), ek.figure, ek.table, ek.sentence", []),
        (
            EVERY_MODULE.replace(
                '"evalkit.numeric.engines."', '"evalkit.numeric.engines.", "evalkit.delivery_blocks.figures.reach"'
            ),
            [],
        ),
        ("from evalkit.run.kernels import kernel_parent\nkernel_parent.load_methods()", DRAWN_WITH),
    ],
    ids=["a page's first lines", "every station, method and figure", "the process that pages are copied from"],
)
def test_nothing_a_page_loads_brings_in_what_it_does_not_use(code: str, brings: list[str]) -> None:
    assert loaded_after(code) == brings


def test_the_parsers_that_checking_notebooks_would_build_are_never_built() -> None:
    code = "import sys\nimport evalkit.run.kernels.quick_papermill\nassert sys.modules['rfc3987_syntax'] is None"
    assert loaded_after(code) == []


def test_a_run_whose_report_stands_never_loads_what_draws_or_runs_pages() -> None:
    assert loaded_after("import evalkit.run.jobs.run") == []
