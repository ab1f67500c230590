"""The environment is made by a fitting Python, from the lock, and trusted only when it was finished."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

HERE = Path(__file__).resolve().parents[3]


def python(version: str, *, complete: bool = True) -> dict[str, object]:
    parts = [int(part) for part in version.split(".")]
    return {"version": parts, "path": f"python-{version}", "complete": complete}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout whose .venv holds this very Python, finished."""
    (tmp_path / "requirements.lock").write_text("a==1 \\\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    starter = Path(bootstrap.venv_python(str(tmp_path)))
    starter.parent.mkdir(parents=True)
    starter.symlink_to(sys.executable)
    bootstrap.write_stamp(str(tmp_path))
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the commands that would be run, without running any."""
    commands: list[list[str]] = []

    def record(command: list[str], root: str, problem: str) -> None:
        commands.append(command)
        if command[1:3] == ["-m", "venv"]:
            Path(command[3]).mkdir()

    monkeypatch.setattr(bootstrap, "run_step", record)
    return commands


def test_the_newest_fitting_python_is_chosen() -> None:
    found = [python("3.14.0"), python("3.11.9"), python("3.13.1"), python("3.12.3"), python("3.10.2")]
    assert bootstrap.choose(found)["path"] == "python-3.13.1"


def test_a_python_that_can_make_environments_is_preferred_to_a_newer_one_that_cannot() -> None:
    found = [python("3.13.1", complete=False), python("3.11.9")]
    assert bootstrap.choose(found)["path"] == "python-3.11.9"


def test_missing_ensurepip_names_the_package_to_install() -> None:
    with pytest.raises(bootstrap.SetupFault) as fault:
        bootstrap.choose([python("3.11.2", complete=False), python("3.9.1")])
    assert "without ensurepip" in str(fault.value)
    assert "apt install python3-venv" in str(fault.value)
    assert "python3.11-venv" in str(fault.value)


def test_pythons_that_do_not_fit_are_named_with_what_to_do() -> None:
    with pytest.raises(bootstrap.SetupFault) as fault:
        bootstrap.choose([python("3.9.18"), python("3.14.0")])
    assert "3.9.18 (python-3.9.18)" in str(fault.value)
    assert "3.14.0 (python-3.14.0)" in str(fault.value)
    assert "PYTHON=" in str(fault.value)


def test_no_python_at_all_is_said() -> None:
    with pytest.raises(bootstrap.SetupFault, match="Found: none"):
        bootstrap.choose([])


def test_a_wanted_python_that_does_not_start_is_said() -> None:
    with pytest.raises(bootstrap.SetupFault, match="nothing that starts as no-such-python"):
        bootstrap.choose(bootstrap.find_pythons("no-such-python"), "no-such-python")


def test_a_wanted_python_is_the_only_one_looked_at() -> None:
    assert [bootstrap.short(found) for found in bootstrap.find_pythons(sys.executable)] == [bootstrap.running()]


def test_an_active_environment_stands_for_the_python_it_was_made_by(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")], check=True)
    found = bootstrap.probe(bootstrap.venv_python(str(tmp_path)))
    assert not Path(found["path"]).is_relative_to(tmp_path)


def test_a_finished_environment_is_kept(checkout: Path) -> None:
    assert bootstrap.is_current(str(checkout))


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_file_ends_the_trust(checkout: Path, name: str) -> None:
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not bootstrap.is_current(str(checkout))


def test_line_ends_of_another_system_do_not_end_the_trust(checkout: Path) -> None:
    lock = checkout / "requirements.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert bootstrap.is_current(str(checkout))


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"lock": "x"}'])
def test_an_unfinished_or_damaged_stamp_is_never_trusted(checkout: Path, text: str | None) -> None:
    stamp = checkout / ".venv" / bootstrap.STAMP
    stamp.unlink()
    if text is not None:
        stamp.write_text(text, encoding="utf-8")
    assert not bootstrap.is_current(str(checkout))


def test_a_moved_checkout_is_not_trusted(checkout: Path, tmp_path: Path) -> None:
    stamp = checkout / ".venv" / bootstrap.STAMP
    said = json.loads(stamp.read_text(encoding="utf-8"))
    stamp.write_text(json.dumps({**said, "place": str(tmp_path / "elsewhere")}), encoding="utf-8")
    assert not bootstrap.is_current(str(checkout))


def test_bringing_an_environment_up_to_date_keeps_its_python(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("a==2 \\\n", encoding="utf-8")
    kept = bootstrap.kept(str(checkout))
    assert kept is not None
    assert bootstrap.short(kept) == bootstrap.running()


def test_an_unfinished_environment_has_no_say_in_the_choice_of_python(checkout: Path) -> None:
    (checkout / ".venv" / bootstrap.STAMP).unlink()
    assert bootstrap.kept(str(checkout)) is None


def test_an_environment_whose_python_is_gone_is_not_trusted(checkout: Path) -> None:
    Path(bootstrap.venv_python(str(checkout))).unlink()
    assert not bootstrap.is_current(str(checkout))


def test_an_environment_of_another_python_than_the_wanted_one_is_not_trusted(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "probe", lambda name: python("3.12.1") if name == "mine" else python("3.11.1"))
    said = {**bootstrap.digests(str(checkout)), "python": "3.11", "place": str(checkout)}
    (checkout / ".venv" / bootstrap.STAMP).write_text(json.dumps(said), encoding="utf-8")
    assert bootstrap.is_current(str(checkout))
    assert not bootstrap.is_current(str(checkout), "mine")


def test_packages_come_from_the_lock_as_wheels_and_the_project_without_its_own(
    checkout: Path, steps: list[list[str]]
) -> None:
    (checkout / ".venv" / bootstrap.STAMP).unlink()
    bootstrap.make_environment(str(checkout), sys.executable, "")
    making, packages, project = steps
    assert making[1:3] == ["-m", "venv"]
    assert {"--require-hashes", "--only-binary", ":all:", "--compile", "requirements.lock"} <= set(packages)
    assert project[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]
    assert "--no-index" not in packages + project
    assert bootstrap.read_stamp(str(checkout)) == {
        **bootstrap.digests(str(checkout)),
        "python": bootstrap.running(),
        "place": str(checkout),
    }


def test_a_changed_project_file_alone_installs_only_the_project(checkout: Path, steps: list[list[str]]) -> None:
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    bootstrap.make_environment(str(checkout), sys.executable, "")
    assert [command[-1] for command in steps] == ["."]
    assert bootstrap.is_current(str(checkout))


def test_a_failed_step_leaves_no_stamp(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], root: str, problem: str) -> None:
        raise bootstrap.SetupFault(problem)

    monkeypatch.setattr(bootstrap, "run_step", fail)
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    with pytest.raises(bootstrap.SetupFault):
        bootstrap.make_environment(str(checkout), sys.executable, "")
    assert not bootstrap.is_current(str(checkout))


def test_a_folder_of_wheels_replaces_the_network(checkout: Path, tmp_path: Path, steps: list[list[str]]) -> None:
    wheels = tmp_path / "my wheels"
    wheels.mkdir()
    (wheels / "a-1-py3-none-any.whl").touch()
    (checkout / "requirements.lock").write_text("a==2 \\\n", encoding="utf-8")
    bootstrap.make_environment(str(checkout), sys.executable, str(wheels))
    for command in steps[1:]:
        assert command[command.index("--no-index") + 1 :][:2] == ["--find-links", str(wheels)]


def test_a_folder_without_wheels_is_refused_before_anything_is_removed(checkout: Path, tmp_path: Path) -> None:
    (checkout / "requirements.lock").write_text("a==2 \\\n", encoding="utf-8")
    with pytest.raises(bootstrap.SetupFault, match="holds no wheels"):
        bootstrap.make_environment(str(checkout), sys.executable, str(tmp_path / "nowhere"))
    assert (checkout / ".venv" / bootstrap.STAMP).exists()


def test_too_small_a_disk_says_what_was_found_and_what_is_needed() -> None:
    with pytest.raises(bootstrap.SetupFault, match=r"1\.2 GB found, 2\.0 GB needed"):
        bootstrap.check_disk("here", 1.2e9)
    bootstrap.check_disk("here", 3e9)


@pytest.mark.parametrize(
    ("log", "step"),
    [
        ("ERROR: No matching distribution found for numpy==2.4.6", "WHEELS="),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one the lock names"),
        ("OSError: [Errno 28] No space left on device", "is full"),
        ("ConnectionError: Temporary failure in name resolution", "proxy"),
        ("something else", "read the log"),
    ],
)
def test_a_failed_install_ends_with_the_next_step(log: str, step: str) -> None:
    assert step in bootstrap.explain("The packages could not be installed.", log)


def test_addresses_and_warnings_of_pip_stay_in_the_log() -> None:
    log = "Looking in indexes: x\nWARNING: Location 'y' is ignored\nERROR: from https://name:word@host/\nERROR: plain\n"
    said = bootstrap.explain("Failed.", log)
    assert said.splitlines()[1:-2] == ["    ERROR: plain"]


def test_settings_that_would_put_packages_elsewhere_are_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PIP_USER", "PIP_TARGET"):
        monkeypatch.setenv(name, "x")
    assert not {"PYTHONPATH", "PIP_USER", "PIP_TARGET"} & set(bootstrap.clean_environment())


def test_an_argument_given_by_mistake_changes_nothing(
    steps: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(["--help"]) == 2
    assert steps == []
    assert "Takes no arguments" in capsys.readouterr().out


def test_without_any_python_the_starter_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    command = ["/bin/sh", str(HERE / "tools" / "bootstrap.sh")]
    ran = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "No Python was found" in ran.stderr


def test_the_commands_of_the_makefile_keep_settings_inside_the_checkout() -> None:
    text = (HERE / "Makefile").read_text(encoding="utf-8")
    for name in ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        assert f"export {name} := $(PRIVATE)/" in text
    assert os.access(HERE / ".ci" / "run", os.X_OK)
