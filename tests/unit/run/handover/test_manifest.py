"""The list of a bundle names every file that is missing, added or changed, and leads nowhere outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError
from evalkit.run.handover.manifest import (
    BUNDLE_VERSION,
    MANIFEST,
    BundledFile,
    InputTold,
    Manifest,
    read_manifest,
    refuse_other_files,
)

THERE = {"README.txt": "a" * 64, "study/study.toml": "b" * 64}
LIST = Manifest(
    bundle_version=BUNDLE_VERSION,
    record_version=1,
    schema_version=3,
    study="ours",
    title="Ours",
    invented=True,
    plan_digest="d",
    code={"evalkit": "c"},
    versions={"evalkit": "0.1.0"},
    files=tuple(BundledFile(file=name, size=1, sha256=value) for name, value in THERE.items()),
    inputs=(InputTold(file="2019/ks4.csv", of_programme=False, read=True, size=1, sha256="e" * 64),),
)


def test_a_list_is_read_as_it_was_written() -> None:
    assert read_manifest(LIST.as_bytes(), "a.zip") == LIST


def test_a_bundle_with_every_file_as_packed_is_not_refused() -> None:
    refuse_other_files(LIST, {**THERE, MANIFEST: "f" * 64}, Path("a.zip"))
    with pytest.raises(ReportError, match="a file of the list that is missing"):
        refuse_other_files(LIST, {MANIFEST: "f" * 64}, Path("a.zip"))


def test_missing_added_and_changed_files_are_all_named_at_once() -> None:
    there = {"README.txt": "0" * 64, "study/more.toml": "b" * 64, MANIFEST: "f" * 64}
    with pytest.raises(ReportError) as refused:
        refuse_other_files(LIST, there, Path("a.zip"))
    assert {fault.where: fault.found for fault in refused.value.faults} == {
        "a.zip, study/study.toml": "a file of the list that is missing",
        "a.zip, study/more.toml": "a file that is not on the list",
        "a.zip, README.txt": "a file that is not as it was packed",
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"study": "../elsewhere"},
        {"inputs": [{**LIST.inputs[0].model_dump(), "file": "/etc/ks4.csv"}]},
        {"inputs": [{**LIST.inputs[0].model_dump(), "file": "../../ks4.csv"}]},
        {"files": [{**LIST.files[0].model_dump(), "file": "..\\README.txt"}]},
    ],
)
def test_a_list_whose_names_lead_outside_their_folders_is_refused(changed: dict[str, object]) -> None:
    content = json.dumps({**json.loads(LIST.as_bytes()), **changed}).encode()
    with pytest.raises(ReportError, match="names inside a folder"):
        read_manifest(content, "a.zip")


def test_a_list_that_cannot_be_read_or_is_of_a_later_form_is_refused() -> None:
    with pytest.raises(ReportError, match="cannot be read"):
        read_manifest(b'{"study": 1}', "a.zip")
    later = LIST.model_copy(update={"bundle_version": BUNDLE_VERSION + 1})
    with pytest.raises(ReportError, match=r"install evalkit 0\.1\.0"):
        read_manifest(later.as_bytes(), "a.zip")
