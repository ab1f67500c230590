"""The faces that figures are drawn with: those of the shipped family, whatever else a machine has."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import fontManager

from evalkit.report.fonts import FAMILY, font_files


@cache
def know_shipped_faces() -> None:
    """Let matplotlib find the shipped faces by the name of their family, and no other copy of it on the machine."""
    fontManager.ttflist = [face for face in fontManager.ttflist if face.name != FAMILY]
    for file in font_files():
        fontManager.addfont(file)
