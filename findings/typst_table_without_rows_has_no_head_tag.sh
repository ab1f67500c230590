#!/bin/sh
# A table with a header and no rows, set by typst 0.15.2 as PDF/UA-1, has its row straight below the tag Table; the same
# header with one row stands in THead, the row in TBody. It is built without a word either way. Whoever looks for THead
# to find the headers of a table finds none in an empty one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/own"
"$folder/own/bin/python" -m pip install --quiet typst==0.15.2 pikepdf==10.18.0
"$folder/own/bin/python" - <<'PYTHON'
import io

import pikepdf
import typst

SOURCE = """#set document(title: "Marks", date: none)
#set text(lang: "en")
= Marks
#table(columns: 2, table.header([School], [Marks]){rows})
"""


def below(table):
    kids = table.K if isinstance(table.K, pikepdf.Array) else [table.K]
    return [str(kid.S) for kid in kids]


def tags(rows):
    pdf = pikepdf.open(io.BytesIO(typst.compile(SOURCE.replace("{rows}", rows).encode(), pdf_standards=["ua-1"])))
    waiting, found = [pdf.Root.StructTreeRoot], []
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Table":
                found.append(below(node))
            if "/K" in node:
                waiting.append(node.K)
    return found


with_row, without = tags(", [A], [3]"), tags("")
print("below Table with one row:", with_row)
print("below Table without rows:", without)
assert with_row == [["/THead", "/TBody"]] and without == [["/TR"]], "typst behaves otherwise now"
PYTHON
