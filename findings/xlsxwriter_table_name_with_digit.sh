#!/bin/sh
# xlsxwriter 3.3.1: a table whose name begins with a digit, such as 2019_marks, is left out of the sheet with the data given
# for it; no error is raised: add_table returns -2 and a warning goes to the warnings of Python, which
# many programs do not show. Expected: an error, or a table under another name.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/own"
"$folder/own/bin/python" -m pip install --quiet xlsxwriter==3.3.1 openpyxl==3.1.5
"$folder/own/bin/python" - <<'PYTHON'
import io
import warnings

import openpyxl
import xlsxwriter


def made(name):
    stream = io.BytesIO()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Marks")
            code = sheet.add_table(0, 0, 1, 1, {"name": name, "data": [["A", 3]], "columns": [{"header": "School"}, {"header": "Marks"}]})
    read = openpyxl.load_workbook(stream)["Marks"]
    return code, len(said), list(read.tables), read["A2"].value


digit, letter = made("2019_marks"), made("marks_2019")
print("2019_marks: code, warnings, tables, cell A2:", digit)
print("marks_2019: code, warnings, tables, cell A2:", letter)
assert digit[0] == -2 and digit[2] == [] and letter[2] == ["marks_2019"], "xlsxwriter behaves otherwise now"
PYTHON
