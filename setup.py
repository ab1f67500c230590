"""Builds the wheel: beside the code it carries the folders that stand at the top of the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# Named one by one, so that a study somebody keeps beside them never travels.
FOLDERS = (
    "data/reference",
    "docs/methods",
    "notebooks",
    "studies/_template",
    "studies/leicester",
    "studies/north-west",
)
# Pages to which a study file, a message or the code points.
PAGES = (
    "docs/start.md",
    "docs/glossary.md",
    "docs/study-file.md",
    "docs/measures.md",
    "docs/findings.md",
    "docs/plan.md",
    "docs/programme-tables.md",
    "docs/theory-of-change.md",
    "docs/synthetic.md",
    "docs/report.md",
    "docs/formats.md",
    "docs/handing-over.md",
    "docs/r-export.md",
    "docs/extend.md",
)


class BuildWithFolders(build_py):
    """Builds the package; where it is copied, the folders are copied into ``evalkit/shipped``."""

    def run(self) -> None:
        """Build, then copy; an editable install finds the folders where they stand."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "evalkit" / "shipped"
        shutil.rmtree(target, ignore_errors=True)
        for folder in FOLDERS:
            # What begins with a point is memory of a run on this machine.
            shutil.copytree(folder, target / folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        for page in PAGES:
            shutil.copy(page, target / page)


setup(cmdclass={"build_py": BuildWithFolders})
