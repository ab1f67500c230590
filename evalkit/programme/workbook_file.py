"""A workbook as the bytes of its file, the same for the same cells on whatever day it is written."""

from __future__ import annotations

import datetime as dt
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

# A packed file cannot be older, and no day of ours says anything about what stands in it.
WRITTEN = (1980, 1, 1, 0, 0, 0)
PROPERTIES = "docProps/core.xml"
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def file_of(book: Workbook, title: str) -> bytes:
    """Return a workbook as a file without the day and the hour of its writing.

    Parameters
    ----------
    book : Workbook
        Whose cells are written.
    title : str
        What its properties call it; screen readers and file managers show it.
    """
    day = dt.datetime(*WRITTEN)
    book.properties.title, book.properties.creator = title, "evalkit"
    book.properties.created = day
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    stamp = f"{day.isoformat()}Z".encode()
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == PROPERTIES:
                content = _CHANGED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = ZipInfo(name, WRITTEN)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()
