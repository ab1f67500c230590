"""What travels with evalkit, found alike in a clone and where a wheel was installed.

In a clone these folders stand at its top. A wheel carries them inside the package, as ``setup.py`` lays them
there. What a user makes (studies, tables, reports) stays in the clone, or, where evalkit was installed, in the
folder it is started from.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
# Where a wheel carries them.
CARRIED = PACKAGE / "shipped"
# The top of the clone; None where a wheel was installed.
CLONE = None if CARRIED.is_dir() else PACKAGE.parent


def shipped(place: str) -> Path:
    """Return the path of a folder or file that travels with evalkit.

    Parameters
    ----------
    place : str
        As it stands in a clone: ``notebooks``, ``studies/_template``, ``data/reference``.
    """
    return (CARRIED if CLONE is None else CLONE) / place


def beside_the_code(place: str) -> Path:
    """Return the path of a file that stands among the modules of the library, such as ``report/theme.toml``."""
    return PACKAGE / place


def project() -> Path:
    """Return the folder of a user's studies, tables and reports: the clone, or else the current folder."""
    return Path.cwd() if CLONE is None else CLONE
