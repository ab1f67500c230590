"""Builds the wheel, and walks through everything a user does with it, in a folder that knows nothing of the clone.

``python -m tools.wheel`` does so in an empty environment, into which pip fetches what the wheel asks for; with
WHEELS=folder it takes the packages from there. ``tests/stories/test_wheel.py`` does so over the locked packages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("evalkit", "data/reference", "docs", "notebooks", "studies")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
ENDED_WELL = 0
# A user's own settings of Python, and the clone's, lead to no other evalkit.
UNWANTED = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
WHERE = "import evalkit; print(evalkit.__file__)"
# JupyterLab serves until it is stopped; what it would be started on is what is asked here.
LAB = """
import subprocess
from evalkit.run.jobs.lab import lab
subprocess.run = lambda words, **given: print(*words) or subprocess.CompletedProcess(words, 0)
lab()
"""
FROM_FRAME = """
import pandas as pd
import evalkit as ek
pupils = pd.DataFrame({
    "urn": [number // 6 for number in range(120)],
    "treated": [number // 6 % 2 == 0 for number in range(120)],
    "ks2": [(number * 37) % 17 / 4 for number in range(120)],
})
chance = [(number * 53) % 29 / 29 for number in range(120)]
pupils["grade"] = 3 + 0.5 * pupils["ks2"] + 0.4 * pupils["treated"] + chance
analysis = ek.Analysis.from_frame(pupils, outcome="grade", treated="treated", cluster="urn", covariates=["ks2"])
print(analysis.estimate())
"""
ANSWERS = (
    *("--tables", "data/synthetic", "--schools", "Leicester", "--programme", "Ours", "--done", "Teachers were coached"),
    *("--starts", "1/9/2017", "--ends", "31/7/2019"),
)
# Enough for the study as it is made small below.
YEARS = ("2015-2016", "2016-2017", "2017-2018", "2018-2019")
KS4 = "england_ks4final.csv"


def build(into: Path) -> Path:
    """Build the wheel from a copy of what it is made of, so that nothing is left in the clone; return its path."""
    with TemporaryDirectory(prefix="evalkit-") as held:
        copy = Path(held) / "source"
        for part in PARTS:
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        for file in FILES:
            shutil.copyfile(ROOT / file, copy / file)
        _said([sys.executable, "-c", BUILD, str(into)], copy)
    (wheel,) = into.glob("evalkit-*.whl")
    return wheel


def journey(python: Path, folder: Path) -> dict[str, str]:
    """Do in a new folder what a user does; return what each command printed, by its name.

    Parameters
    ----------
    python : Path
        Of the environment into which the wheel was installed.
    folder : Path
        An empty folder, which becomes the user's.
    """

    def evalkit(*words: str) -> str:
        return _said([str(python), "-m", "evalkit", *words], folder)

    said = {"where": _said([str(python), "-c", WHERE], folder)}
    said["methods"] = evalkit("methods")
    said["synth"] = evalkit("synth", "tables")
    said["new"] = evalkit("new", "ours", *ANSWERS)
    said["check"] = evalkit("check", "north-west")
    made_small(folder)
    said["data"] = evalkit("data", "--folder", f"tables/{YEARS[-1]}")
    said["run"] = evalkit("run", "north-west", "--data", "tables", "--workers", "1")
    said["lab"] = _said([str(python), "-c", LAB], folder)
    said["from_frame"] = _said([str(python), "-c", FROM_FRAME], folder)
    return said


def made_small(folder: Path) -> None:
    """Leave of the study that was laid out one inference and no check, and of the tables those of four years."""
    file = folder / "studies" / "north-west" / "study.toml"
    text = file.read_text(encoding="utf-8")
    options = re.search(r"\[questions\.options\.matched\].*?(?=\n\n|\Z)", text, re.DOTALL)
    assert options is not None
    before = text[: text.index("inference = [")]
    file.write_text(f'{before}inference = ["cluster_robust"]\n\n{options.group()}\n', encoding="utf-8")
    tables = folder / "data" / "synthetic"
    for year in YEARS:
        (folder / "tables" / year).mkdir(parents=True)
        shutil.copyfile(tables / year / KS4, folder / "tables" / year / KS4)
    shutil.copyfile(tables / "made-from.json", folder / "tables" / "made-from.json")


def main() -> None:
    """Install the wheel into an empty environment and print what the journey prints."""
    with TemporaryDirectory(prefix="evalkit-") as held:
        wheel = build(Path(held))
        print(f"{wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB")
        _said([sys.executable, "-m", "venv", "environment"], Path(held))
        python = Path(held) / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python"
        folder = os.environ.get("WHEELS", "")
        offline = ["--no-index", "--find-links", str(Path(folder).absolute())] if folder else []
        _said([str(python), "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *offline, str(wheel)], ROOT)
        project = Path(held) / "project"
        project.mkdir()
        for name, words in journey(python, project).items():
            print(f"\n{name}\n{words.replace(held, '…')}")


def _said(words: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != ENDED_WELL:
        print(f"{' '.join(words[1:4])} ended with {done.returncode}\n{done.stdout}\n{done.stderr}", file=sys.stderr)
        raise SystemExit(done.returncode)
    return done.stdout


if __name__ == "__main__":
    main()
