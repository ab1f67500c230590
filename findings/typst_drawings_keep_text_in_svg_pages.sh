#!/bin/sh
# A drawing with text, set by typst 0.15.2 and exported as SVG, is one picture inside the picture: the page holds an
# <image> whose address is the drawing itself, base64, with its <text> still text. The words of the page around it are
# shapes. So a page of SVG shows the drawing in whatever family the reader's machine has, while the PNG of the same page
# shows the family that typst was given. Expected by many: letters as shapes throughout, as in the PNG.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/own"
"$folder/own/bin/python" -m pip install --quiet typst==0.15.2
"$folder/own/bin/python" - <<'PYTHON'
import base64
import re

import typst

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<text x="4" y="24" font-size="14">A word</text></svg>'
)
SOURCE = '#set page(width: 200pt, height: 80pt)\nBeside it\n#image(bytes(sys.inputs.drawing), format: "svg")\n'
page = typst.compile(SOURCE.encode(), format="svg", sys_inputs={"drawing": DRAWING}).decode()
held = re.search(r'href="data:image/svg\+xml;base64,([^"]+)"', page)
inside = base64.b64decode(held[1]).decode() if held else ""
print("the page holds the drawing as a picture:", held is not None)
print("the drawing inside still holds text:", "<text" in inside and "A word" in inside)
print("the words beside it are text:", "Beside it" in page)
assert held is not None and "A word" in inside and "Beside it" not in page, "typst behaves otherwise now"
PYTHON
