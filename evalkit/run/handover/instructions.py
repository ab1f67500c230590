"""The README.txt of a bundle: what it is, what to install, and the one command that verifies it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from evalkit.core.shipped import CLONE
from evalkit.document.renderers import RENDERERS
from evalkit.evaluation.inputs import LOCK
from evalkit.findings.r_export.export import FOLDER as R_EXPORT
from evalkit.run.handover.manifest import MANIFEST, Manifest

README = "README.txt"
STUDY, REPORT, PLAN = "study", "report", "plan"
ENDING = "-bundle.zip"
WIDTH = 96


def instructions(manifest: Manifest, commit: str) -> str:
    """Return the text.

    Parameters
    ----------
    manifest : Manifest
        Of the bundle.
    commit : str
        Commit of the code that made the report, as its record says.
    """
    return "\n".join(
        [
            manifest.title,
            "=" * len(manifest.title),
            "",
            _folded(
                "This file holds everything behind one report, for an external evaluator: the study as its project "
                "lead wrote it, its locked plans, the report in every format, its findings and all numbers. The "
                "tables it was made of are not in it: their names and digests are, so that your own copies can be set "
                "beside them."
            ),
            "",
            "What is in it",
            *_bulleted(_holds(manifest)),
            "",
            "What to install",
            *_bulleted(_install(manifest, commit)),
            "",
            "How to verify it",
            "",
            f"    evalkit verify {manifest.study}{ENDING} --data FOLDER",
            "",
            *(_folded(line) for line in _verify(manifest)),
            "",
        ]
    )


def _holds(manifest: Manifest) -> Iterable[str]:
    there = [one.file for one in manifest.files]
    yield f"{STUDY}/: study.toml, story.md and what else the study is read from; its locked plans, if it has any"
    if any(file.startswith(f"{PLAN}/") for file in there):
        yield f"{PLAN}/: protocol and analysis plan, for readers"
    yield f"{REPORT}/record.json: what the report was made of, by which code, with every option"
    yield f"{REPORT}/findings.json and {REPORT}/numbers.csv: every finding, and the origin of each number"
    if any(file.startswith(f"{REPORT}/{R_EXPORT}/") for file in there):
        yield f"{REPORT}/{R_EXPORT}/: the rows behind the headline, and a script that computes it again in R alone"
    for renderer in RENDERERS.parts().values():
        names = [name for edition in renderer.editions for name in _there(renderer.file_of(edition), there)]
        if names:
            yield f"{', '.join(dict.fromkeys(names))}: {renderer.summary}"
    yield f"{LOCK}: the packages evalkit stood on, with their versions"
    yield f"{MANIFEST}: every file of this bundle and every table it was made of, with their digests (SHA-256)"
    edited = [one.file for one in manifest.files if one.edited]
    if edited:
        yield f"edited by hand after the run, and no longer as evalkit wrote it: {', '.join(edited)}"


def _there(file: str, there: list[str]) -> list[str]:
    """Return a file of the report by its name in the bundle, or its folder, where it is there."""
    place = f"{REPORT}/{file}"
    return [place] if place in there else [f"{place}/"] if any(one.startswith(f"{place}/") for one in there) else []


def _install(manifest: Manifest, commit: str) -> Iterable[str]:
    versions = manifest.versions
    yield (
        f"Python {versions.get('python', '3.11')} or another of 3.11 to 3.13, and evalkit "
        f"{versions.get('evalkit', '')} (commit: {commit}; digest of the code: {manifest.code['evalkit']})"
    )
    yield f"in a clone, make run installs the rest; elsewhere: python -m pip install -r {LOCK}, and evalkit beside it"
    others = [name for name in manifest.code if name != "evalkit"]
    if others:
        yield f"packages that add parts to evalkit and that this report used or could use: {', '.join(others)}"


def _verify(manifest: Manifest) -> Iterable[str]:
    read = [one for one in manifest.inputs if one.read]
    own = sum(one.of_programme for one in read)
    yield (
        f"FOLDER holds your own copies of the {len(read) - own} published tables that the report read, under the names "
        f"in {MANIFEST}; a table that lies elsewhere in the folder is found by its digest."
    )
    if manifest.invented:
        yield (
            "The schools of this study are invented, so its tables can be made: evalkit synth tables (or make tables "
            "in a clone). They are then in data/synthetic, and --data can be left out."
        )
    if own:
        yield (
            f"{own} of the files are tables that the programme kept itself. They are not published: ask the project "
            "lead whether you may have them, and put them into FOLDER as well."
        )
    yield (
        "The study is run again on your copies, which takes a minute or two. The command says that all is equal (exit "
        "code 0), or what moved, by how much, and in which input that began (1), or why it cannot be verified (2)."
    )


def lock_text(versions: dict[str, str]) -> bytes:
    """Return the locked packages of a clone, or the versions that the record of a report names."""
    lock = CLONE / LOCK if CLONE else None
    if lock is not None and lock.is_file():
        return lock.read_bytes()
    return "".join(f"{name}=={version}\n" for name, version in versions.items() if name != "python").encode()


def _bulleted(lines: Iterable[str]) -> list[str]:
    return [fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False) for line in lines]


def _folded(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False)
