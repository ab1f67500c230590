"""The four files that say what is installed agree with each other."""

from __future__ import annotations

import re
import tomllib

import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.files import ROOT
from tools import bootstrap
from tools.constraints import constraints_of

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[\w.+!]+(?: ; [^\\]+?)?(?: \\)?")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
SYSTEMS = ("linux", "darwin", "win32")


def pins() -> list[Requirement]:
    return [Requirement(line) for line in CONSTRAINTS.splitlines()]


def fitting(python: str, system: str) -> dict[str, Version]:
    """Return the versions that the lock would install for one Python on one system."""
    place = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "os_name": "nt" if system == "win32" else "posix",
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
    }
    chosen = [pin for pin in pins() if pin.marker is None or Marker(str(pin.marker)).evaluate(place)]
    names = [canonicalize_name(pin.name) for pin in chosen]
    assert len(names) == len(set(names))
    return {canonicalize_name(pin.name): Version(next(iter(pin.specifier)).version) for pin in chosen}


def test_the_lock_holds_nothing_but_pins_markers_and_hashes() -> None:
    strange = [line for line in LOCK.splitlines() if not PIN.fullmatch(line) and not HASH.fullmatch(line)]
    assert strange == []


def test_every_pin_of_the_lock_has_a_hash() -> None:
    lines = LOCK.splitlines()
    bare = [line for line, after in zip(lines, [*lines[1:], ""], strict=True) if "==" in line and "--hash" not in after]
    assert bare == []


def test_constraints_are_the_lock_without_its_hashes() -> None:
    assert constraints_of(LOCK) == CONSTRAINTS


def test_every_dependency_is_locked_within_its_range_for_every_python_and_system() -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["work"]]
    for python in bootstrap.VERSIONS:
        for system in SYSTEMS:
            locked = fitting(python, system)
            for requirement in map(Requirement, wanted):
                version = locked.get(canonicalize_name(requirement.name))
                assert version in requirement.specifier if version else False, (python, system, requirement)


def test_the_backend_that_builds_the_project_is_locked() -> None:
    assert "setuptools" in fitting("3.11", "linux")


def test_the_bootstrap_looks_for_every_python_the_project_accepts_and_no_other() -> None:
    accepted = SpecifierSet(PROJECT["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 20)]
    assert sorted(bootstrap.VERSIONS) == [minor for minor in minors if Version(f"{minor}.5") in accepted]


def test_the_conda_file_names_python_and_pip_and_leaves_the_rest_to_the_project() -> None:
    assert CONDA["channels"] == ["conda-forge"]
    *packages, by_pip = CONDA["dependencies"]
    assert [package.split()[0] for package in packages] == ["python", "pip"]
    assert SpecifierSet(packages[0].split()[1]) == SpecifierSet(PROJECT["requires-python"])
    assert by_pip == {"pip": ["-c constraints.txt", "-e .[work]"]}
