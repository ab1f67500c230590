"""Open JupyterLab on copies of the pages, which are yours to change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from evalkit.run.kernels.surroundings import describe_kernel
from evalkit.run.pages.catalogue import pages_of
from evalkit.run.places import HOME, LABORATORY, NOTEBOOKS, SETTINGS, shown
from evalkit.study.locate import carried, lay_out

# JupyterLab would fetch news, look for newer versions of itself and list extensions.
WITHOUT_NETWORK = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def lab() -> int:
    """Copy the pages that are not there yet and start JupyterLab on the copies.

    Where a wheel was installed, the studies that ship with evalkit are laid out too, so that the pages find them.
    """
    LABORATORY.mkdir(exist_ok=True)
    for name in carried():
        lay_out(name, HOME)
    for page in pages_of(NOTEBOOKS):
        copy = LABORATORY / page.file.name
        if copy.exists():
            print(f"{shown(copy)} is there already and stays as you left it")
        else:
            shutil.copyfile(page.file, copy)
    words = [sys.executable, "-m", "jupyterlab", "--ServerApp.root_dir", str(LABORATORY), *WITHOUT_NETWORK]
    return subprocess.run(words, env={**os.environ, **describe_kernel(SETTINGS)}, check=False).returncode


JOB = lab
