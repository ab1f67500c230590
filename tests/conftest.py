"""What every test may ask for: real tables where supplied, synthetic tables, and a count of golden values."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings

from assurance.digest import standings
from evalkit.run.kernels.garbage import tidy_seldom

# Its parsers are built at import and cost seconds; nothing here needs them. Set before any test imports nbformat.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parents[1]
GATING = ROOT / "tests" / "golden" / "gating.txt"
SYNTHETIC = ROOT / "data" / "synthetic"
# As in the Makefile.
AS_MADE = ("--seed", "2017", "--effect", "0.1", "--area-sd", "0.04")

for name in ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
    os.environ.setdefault(name, str(ROOT / ".evalkit" / "config" / name.lower()))

# The same few examples in every run: a failure found here is found everywhere.
settings.register_profile("evalkit", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("evalkit")


def realdata_folder(variable: str = "EVALKIT_REALDATA", name: str = "realdata") -> Path | None:
    """Return a folder of published tables, or None where there is none on this machine."""
    named = os.environ.get(variable)
    folder = Path(named) if named else ROOT.parent / "shared" / name
    return folder if folder.is_dir() else None


def published_or_skip(variable: str, name: str, what: str = "published tables") -> Path:
    """Return a folder that is not in the project; skip the test where it is absent, fail where its name is wrong."""
    folder = realdata_folder(variable, name)
    if folder is None and os.environ.get(variable):
        pytest.fail(f"{variable} names no folder: correct it, or unset it to leave the {what} out")
    if folder is None:
        pytest.skip(f"needs {what}: set {variable} to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Return the folder of published tables."""
    return published_or_skip("EVALKIT_REALDATA", "realdata")


@pytest.fixture(scope="session")
def realdata_newer() -> Path:
    """Return the folder of published tables that nobody had when the readers were written."""
    return published_or_skip("EVALKIT_REALDATA_NEWER", "realdata-newer")


@pytest.fixture(scope="session")
def exports() -> Path:
    """Return the folder of invented survey exports and of a programme's workbook."""
    return published_or_skip("EVALKIT_EXPORTS", "exports", "shared exports")


@pytest.fixture(scope="session")
def synthetic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the synthetic tables as `make` makes them, made here for this run where they are absent."""
    if (SYNTHETIC / "made-from.json").exists():
        return SYNTHETIC
    folder = tmp_path_factory.mktemp("synthetic")
    command = [sys.executable, "-m", "evalkit", "synth", "tables", "--out", str(folder), *AS_MADE]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def stations_of_this_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder, new in every run and one for all workers, in which stations of shipped studies are remembered.

    Whoever comes first computes them; what is kept lies under the digest of everything it rests on.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "stations"
    folder.mkdir(exist_ok=True)
    return folder


@dataclass
class GoldenCount:
    """Golden values of one run, counted from reports, so that parallel workers are counted too.

    Attributes
    ----------
    ran, skipped : set of str
        Ids of golden tests whose body ran, and of those that were skipped.
    gating : set of str
        Ids, of those that ran, which must run in every whole run.
    faults : list of str
        What keeps a whole run from counting as a proof.
    """

    ran: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    gating: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


COUNT = pytest.StashKey[GoldenCount]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin the count, and register what receives the reports."""
    config.stash[COUNT] = GoldenCount()
    config.pluginmanager.register(Reports(config.stash[COUNT]), "golden-count")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write on each golden test what it is, so that its report says so in any process."""
    for item in items:
        marker = item.get_closest_marker("golden")
        if marker is not None:
            item.user_properties.append(("golden", "gating" if marker.kwargs.get("gating") else "further"))


def pytest_collection_finish() -> None:
    """Look seldom through what is loaded for what nobody needs any more: it costs a tenth of the time."""
    tidy_seldom()


class Reports:
    """Listens to the reports of tests."""

    def __init__(self, count: GoldenCount) -> None:
        self.count = count

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one report."""
        kind = dict(report.user_properties).get("golden")
        if kind is None:
            return
        if report.skipped:
            self.count.skipped.add(report.nodeid)
        elif report.when == "call":
            self.count.ran.add(report.nodeid)
            if kind == "gating":
                self.count.gating.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a whole run fail when a listed gating value did not run, or one that ran is not listed."""
    count = session.config.stash[COUNT]
    if hasattr(session.config, "workerinput") or not is_whole(session.config):
        return
    listed = gating_ids(GATING.read_text(encoding="utf-8")) if GATING.exists() else set()
    count.faults += [f"in tests/golden/gating.txt, but did not run: {test}" for test in sorted(listed - count.gating)]
    count.faults += [f"gating, but not in tests/golden/gating.txt: {test}" for test in sorted(count.gating - listed)]
    if count.faults and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many golden values ran, what is wrong with the count, and which pages of results are out of date."""
    count = terminalreporter.config.stash[COUNT]
    terminalreporter.write_line(f"golden values: {len(count.ran)} ran, {len(count.skipped)} skipped")
    for fault in count.faults:
        terminalreporter.write_line(fault, red=True)
    if is_whole(terminalreporter.config):
        for page, word in standings().items():
            terminalreporter.write_line(f"docs/assurance/{page}: {word}", yellow=word != "current")


def is_whole(config: pytest.Config) -> bool:
    """Say whether every test was asked for: no path, word or marker narrows the run, nothing is left out."""
    options = config.option
    narrowed = (options.keyword, options.markexpr, options.deselect, options.ignore, options.ignore_glob)
    resumed = (config.getoption("lf", False), config.getoption("stepwise", False), options.collectonly)
    asked = config.args_source is pytest.Config.ArgsSource.TESTPATHS or config.args == ["tests"]
    return asked and not any(narrowed) and not any(resumed)


def gating_ids(text: str) -> set[str]:
    """Return the test ids of a list with one id a line; lines that begin with # are comments."""
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}
