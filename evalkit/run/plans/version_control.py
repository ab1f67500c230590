"""The state of a study folder's version control, in words that a locked plan can hold."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

NONE = "under no version control"
WITHOUT_COMMIT = "under version control, without a commit"


def version_control(folder: Path) -> str:
    """Return the commit of a study folder and whether its files differ from it, or that nothing keeps its history."""
    git = shutil.which("git")
    if git is None or not _asked(git, folder, "rev-parse", "--is-inside-work-tree"):
        return NONE
    if not _asked(git, folder, "ls-files", "--", "study.toml"):
        return NONE
    head = _asked(git, folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if not head:
        return WITHOUT_COMMIT
    changed = _asked(git, folder, "status", "--porcelain", "--", ".")
    return f"commit {head}{', with changes that are not in it' if changed else ''}"


def _asked(git: str, folder: Path, *words: str) -> str:
    done = subprocess.run([git, "-C", str(folder), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
