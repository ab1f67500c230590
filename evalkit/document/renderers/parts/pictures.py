"""Drawings as pictures, in the one family of type, without anything being drawn anew."""

from __future__ import annotations

import json
from collections.abc import Sequence

from evalkit.document.renderers.parts.typesetting import typeset

# One page for each drawing, as large as the drawing is.
SHEETS = """
#set page(width: auto, height: auto, margin: 0pt)
#for (place, drawing) in json(bytes(sys.inputs.drawings)).enumerate() {
  if place > 0 { pagebreak() }
  image(bytes(drawing), format: "svg")
}
"""


def pictures(drawings: Sequence[str], dots: int) -> list[bytes]:
    """Return drawings as PNG.

    Parameters
    ----------
    drawings : sequence of str
        SVG, each with its own size.
    dots : int
        Dots per inch at that size.
    """
    if not drawings:
        return []
    return typeset(SHEETS, {"drawings": json.dumps(list(drawings))}, {"format": "png", "ppi": float(dots)})
