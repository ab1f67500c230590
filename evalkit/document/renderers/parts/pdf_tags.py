"""Tags that the typesetting of tables leaves out: headers of rows, and a caption that is no part of its table."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

ROW_NAME = "row"


def with_row_headers(content: bytes) -> bytes:
    """Return a PDF in which each row of a table's body begins with a header that its other cells name.

    Each table holds its caption, also where it ends a sheet: Typst then leaves the caption beside it.

    Parameters
    ----------
    content : bytes
        A tagged PDF.
    """
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as pages:
        names: dict[str, Dictionary] = {}
        for caption, table in list(_parted(pages.Root.StructTreeRoot)):
            _join(caption, table)
        for table_place, table in enumerate(_tagged(pages.Root.StructTreeRoot, "/Table")):
            bodies = (body for body in _tagged(table, "/TBody"))
            rows = (row for body in bodies for row in _tagged(body, "/TR"))
            for place, row in enumerate(rows):
                first, *others = _tagged_children(row)
                name = f"{ROW_NAME}{table_place}-{place}"
                _set_header(first, name)
                names[name] = first
                for other in others:
                    _attribute(other).Headers.append(String(name))
        _named(pages, names)
        # Without a fixed id, or with one made of a clock, two runs would differ.
        pages.save(written, static_id=True, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _parted(element: Object) -> Iterator[tuple[Dictionary, Dictionary]]:
    """Yield each caption that stands beside what holds its table alone, with the table."""
    inside = _tagged_children(element)
    if len(inside) == 2 and Name.Caption == inside[0].S and Name.Div == inside[1].S:
        held = _tagged_children(inside[1])
        if len(held) == 1 and Name.Table == held[0].S:
            yield inside[0], held[0]
    for child in inside:
        yield from _parted(child)


def _join(caption: Dictionary, table: Dictionary) -> None:
    """Set a caption as the first of what a table holds, and the table in the place of what held both."""
    beside = caption.P
    above = beside.P
    held = above.K if isinstance(above.K, Array) else [above.K]
    above.K = Array([table if isinstance(one, Dictionary) and one.objgen == beside.objgen else one for one in held])
    table.K = Array([caption, *(table.K if isinstance(table.K, Array) else [table.K])])
    table.P = above
    caption.P = table


def _set_header(cell: Dictionary, name: str) -> None:
    cell.S = Name.TH
    cell.ID = String(name)
    _attribute(cell).Scope = Name.Row


def _attribute(cell: Dictionary) -> Object:
    """Return what is said of a cell as part of a table."""
    held = cell.A if isinstance(cell.A, Array) else Array([cell.A])
    return next(one for one in held if Name.Table == one.O)


def _named(pages: pikepdf.Pdf, cells: dict[str, Dictionary]) -> None:
    """Enter headers of rows in the tree by which cells find them."""
    if not cells:
        return
    held = dict(pikepdf.NameTree(pages.Root.StructTreeRoot.IDTree).items())
    entries = sorted((held | cells).items())
    names = Array([one for name, cell in entries for one in (String(name), cell)])
    pages.Root.StructTreeRoot.IDTree = pages.make_indirect(Dictionary(Names=names))


def _tagged(element: Object, tag: str) -> Iterator[Dictionary]:
    """Yield the elements of one tag below an element, outermost alone, in reading order."""
    for child in _tagged_children(element):
        if tag == child.S:
            yield child
        else:
            yield from _tagged(child, tag)


def _tagged_children(element: Object) -> list[Dictionary]:
    held = element.get("/K", Array())
    children = held if isinstance(held, Array) else [held]
    return [child for child in children if isinstance(child, Dictionary) and "/S" in child]
