"""A bundle is packed without a clock, and unpacked so that nothing can land outside its folder."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from evalkit.core.errors import ReportError
from evalkit.run.handover import archive
from evalkit.run.handover.archive import is_bundle, pack, unpack
from evalkit.run.handover.manifest import MANIFEST

CONTENTS = {"study/study.toml": b"title = 'ours'\n", MANIFEST: b"{}", "README.txt": "Café".encode()}


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come(tmp_path: Path) -> None:
    first = pack(tmp_path / "a.zip", CONTENTS)
    second = pack(tmp_path / "b.zip", dict(reversed(CONTENTS.items())))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert first == second == sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    with ZipFile(tmp_path / "a.zip") as packed:
        assert packed.namelist() == sorted(CONTENTS)
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {file.name for file in tmp_path.iterdir()} == {"a.zip", "b.zip"}


def test_what_was_packed_comes_out_as_it_was(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", CONTENTS)
    there = unpack(tmp_path / "a.zip", tmp_path / "out")
    assert there == {name: sha256(content).hexdigest() for name, content in CONTENTS.items()}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in CONTENTS} == CONTENTS
    assert is_bundle(tmp_path / "a.zip")
    assert not is_bundle(tmp_path / "out" / "README.txt")


def test_packing_that_fails_leaves_the_last_bundle_and_no_half_of_a_new_one(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", CONTENTS)
    before = (tmp_path / "a.zip").read_bytes()
    with pytest.raises(TypeError):
        pack(tmp_path / "a.zip", {**CONTENTS, "wrong": 1})  # type: ignore[dict-item]
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "study/../../outside.txt", "/outside.txt", "C:/outside.txt", "..\\outside.txt", "folder/"],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    file = zipped(tmp_path, {"README.txt": b"", name: b"harmless"})
    with pytest.raises(ReportError) as refused:
        unpack(file, tmp_path / "deep" / "out")
    assert [fault.where for fault in refused.value.faults] == [f"a.zip, {name!r}"]
    assert [one.name for one in tmp_path.rglob("*")] == ["a.zip"]


def test_links_and_names_that_stand_twice_are_all_named_at_once(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as packed:
        link = ZipInfo("link")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "README.txt")
        packed.writestr("Twice.txt", "")
        packed.writestr("twice.txt", "")
    with pytest.raises(ReportError) as refused:
        unpack(tmp_path / "a.zip", tmp_path / "out")
    assert ["link" in fault.found or "twice" in fault.found for fault in refused.value.faults] == [True, True]
    assert not (tmp_path / "out").exists()


def test_more_than_a_bundle_can_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(tmp_path, {"a": b"12345", "b": b"12345"})
    monkeypatch.setattr(archive, "MOST_BYTES", 9)
    with pytest.raises(ReportError, match="10 bytes once unpacked"):
        unpack(file, tmp_path / "out")
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    with pytest.raises(ReportError, match="2 entries"):
        unpack(file, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_no_archive_is_broken_off_or_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", CONTENTS)
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    # One letter of what is packed: the archive's own sum no longer fits.
    place = whole.index(b"README.txt") + len("README.txt") + 2
    (tmp_path / "changed.zip").write_bytes(whole[:place] + b"?" + whole[place + 1 :])
    (tmp_path / "none.zip").write_text("nothing", encoding="utf-8")
    for name in ("half.zip", "changed.zip", "none.zip"):
        with pytest.raises(ReportError, match="cannot be unpacked"):
            unpack(tmp_path / name, tmp_path / name.removesuffix(".zip"))
    with pytest.raises(ReportError, match="no such file"):
        unpack(tmp_path / "absent.zip", tmp_path / "absent")


def zipped(folder: Path, contents: dict[str, bytes]) -> Path:
    """Return a zip file with names as they are given, which `pack` would never write."""
    file = folder / "a.zip"
    with ZipFile(file, "w") as packed:
        for name, content in contents.items():
            packed.writestr(ZipInfo(name), content)
    return file
