"""The wheel does everything that a clone does, in an empty folder and without the clone."""

from __future__ import annotations

import csv
import json
import re
import sysconfig
import venv
import zipfile
from pathlib import Path
from subprocess import run

import pytest

import evalkit
from evalkit.core.shipped import PACKAGE
from evalkit.evaluation.inputs import CODE, digests_of_code
from evalkit.run.places import NOTEBOOKS
from tools.wheel import ROOT, build, journey

# Each costs two seconds and takes the same way as those that stay; the stories run them all.
LEFT_OUT = {"01-schools-and-pupils", "02-outcomes", "03-comparison", "05-sensitivity", "06-groups"}
PAGES = sorted(page.stem for page in NOTEBOOKS.glob("*.ipynb") if page.stem not in LEFT_OUT)

PAGE = re.compile(r"docs/[a-z-]+\.md")
# What formats of the report are made with.
BESIDE_CODE = ("*.typ", "*.j2", "*.R", "*.woff", "OFL.txt")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the packages' folder of an environment that holds the wheel, and sees the locked packages beside it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    site = Path(paths["purelib"])
    # A path named in such a file is searched, but the .pth file of the clone that lies there is not read.
    (site / "locked.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    python = Path(paths["scripts"]) / "python"
    words = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target"]
    run([*words, site, wheel], check=True)
    for page in (site / "evalkit" / "shipped" / "notebooks").glob("*.ipynb"):
        if page.stem in LEFT_OUT:
            page.unlink()
    return site


@pytest.fixture(scope="module")
def said(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    scripts = sysconfig.get_paths(vars={"base": str(site.parents[2]), "platbase": str(site.parents[2])})["scripts"]
    folder = tmp_path_factory.mktemp("project")
    return {**journey(Path(scripts) / "python", folder), "folder": str(folder)}


def test_the_wheel_holds_what_stands_at_the_top_of_the_clone_and_nothing_private(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
    for folder in (
        "data/reference",
        "docs/methods",
        "notebooks",
        "studies/_template",
        "studies/leicester",
        "studies/north-west",
    ):
        wanted = {f"evalkit/shipped/{folder}/{file.name}" for file in (ROOT / folder).glob("[!.]*") if file.is_file()}
        assert wanted <= set(names)
    code = {f"evalkit/{file.relative_to(PACKAGE).as_posix()}" for file in PACKAGE.rglob("*.py")}
    assert code <= set(names)
    assert {"evalkit/report/theme.toml", "evalkit/report/benchmarks.toml"} <= set(names)
    beside = {file for ending in BESIDE_CODE for file in PACKAGE.rglob(ending)}
    assert len(beside) > 8
    assert {f"evalkit/{file.relative_to(PACKAGE).as_posix()}" for file in beside} <= set(names)
    assert [name for name in names if "/." in name or name.startswith(("tests/", "tools/"))] == []


def test_every_page_of_words_that_the_code_names_travels_too(wheel: Path) -> None:
    named = {page for file in PACKAGE.rglob("*.py") for page in PAGE.findall(file.read_text(encoding="utf-8"))}
    with zipfile.ZipFile(wheel) as held:
        there = {name.removeprefix("evalkit/shipped/") for name in held.namelist()}
    assert {"docs/formats.md", "docs/start.md"} <= named
    assert sorted(named - there) == []


def test_every_command_works_in_a_folder_of_its_own_and_the_clone_is_not_used(said: dict[str, str], site: Path) -> None:
    assert Path(said["where"].strip()) == site / "evalkit" / "__init__.py"
    assert "difference_in_differences: " in said["methods"]
    assert said["synth"].startswith("synthetic tables written to data/synthetic (seed 2017")
    assert "studies/ours holds study.toml, schools.csv and story.md" in said["new"]
    assert {"start.md", "glossary.md", "methods"} <= {file.name for file in (Path(said["folder"]) / "docs").iterdir()}
    assert "(studies/north-west): nothing to mend" in said["check"]
    assert "51 tables there, invented for practice" in said["check"]
    assert "tables/2018-2019: 1 table\n" in said["data"] and "to mend" not in said["data"]
    assert "Estimate(" in said["from_frame"]


def test_a_study_is_run_and_its_report_has_its_pages_and_its_finding(said: dict[str, str]) -> None:
    report = Path(said["folder"]) / "reports" / "north-west"
    assert said["run"].strip().splitlines()[0] == "reports/north-west/report.html"
    executed = [page.stem for page in sorted((report / "notebooks").glob("*.ipynb"))]
    assert executed == PAGES
    (finding,) = json.loads((report / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert finding["id"] == "attainment"
    assert "<svg" in (report / "report.html").read_text(encoding="utf-8")
    with (report / "lost-schools.csv").open(encoding="utf-8", newline="") as lines:
        assert next(csv.reader(lines))[0] == "question"


def test_the_record_knows_version_and_digest_of_the_code_without_git(said: dict[str, str]) -> None:
    file = Path(said["folder"]) / "reports" / "north-west" / "record.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["commit"] == "no commit"
    assert record["code"] == {"version": evalkit.__version__, "digest": dict(digests_of_code())[CODE], "extensions": []}
    assert record["code"]["digest"] in file.with_name("report.html").read_text(encoding="utf-8")
    assert record["versions"]["evalkit"] == evalkit.__version__ and "pandas" in record["versions"]
    assert said["folder"] not in file.read_text(encoding="utf-8")


def test_the_laboratory_has_the_pages_and_the_studies_they_open(said: dict[str, str]) -> None:
    folder = Path(said["folder"])
    assert f"--ServerApp.root_dir {folder / '.lab'}" in said["lab"]
    assert sorted(page.stem for page in (folder / ".lab").glob("*.ipynb")) == PAGES
    assert (folder / "studies" / "leicester" / "study.toml").is_file()
    # What was changed in a study that was laid out before stays as it is.
    assert "placebo_sets" not in (folder / "studies" / "north-west" / "study.toml").read_text(encoding="utf-8")
