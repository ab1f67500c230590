"""The commands of evalkit; what each does is imported only when it is given."""

from __future__ import annotations

from inspect import Parameter, Signature
from pathlib import Path
from types import FunctionType
from typing import Annotated

import typer
from typer.core import TyperGroup

from evalkit.core.registry import Registry
from evalkit.run.beginning.wording import wordings
from evalkit.run.kernels.garbage import tidy_seldom
from evalkit.run.outcome import PlainEnding
from evalkit.run.places import RAW, REPORTS, SERVER, SYNTHETIC

JOBS = Registry("evalkit.run.jobs", "JOB", FunctionType)


class ListFirst(TyperGroup):
    """A group whose first command is meant when none of its commands is named."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the first command before arguments that begin with no command."""
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [next(iter(self.commands)), *args])


app = typer.Typer(
    help="From a study folder to a report that says what happened, and how sure we are.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
synth = typer.Typer(help="Make invented tables to try things on.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(synth, name="synth")
data = typer.Typer(
    help="List what a folder of tables holds (evalkit data leicester), or fetch a published table.",
    cls=ListFirst,
    rich_markup_mode=None,
)
app.add_typer(data, name="data")

OneStudy = Annotated[str, typer.Argument(metavar="STUDY", help="Name under studies/, or a path to a study folder.")]
Studies = Annotated[list[str], typer.Argument(metavar="STUDY...", help="Names under studies/, or paths.")]
DataFolder = Annotated[Path | None, typer.Option("--data", help="Read the tables from this folder instead.")]

Formats = Annotated[
    str, typer.Option("--format", help="Formats, with commas between, such as html,pdf,docx. Left out, all of them.")
]


def main() -> None:
    """Run the command that was typed."""
    tidy_seldom()
    with PlainEnding():
        app()


@app.command()
def check(study: OneStudy, data: DataFolder = None) -> None:
    """Name all faults of a study at once, and the data it needs."""
    _end(JOBS.get("check")(study, data=data))


@app.command()
def plan(
    study: OneStudy,
    data: DataFolder = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of the reports.")] = REPORTS,
    formats: Formats = "",
) -> None:
    """Write protocol and analysis plan, as a page and for print and Word; no outcome after the baseline is read."""
    _end(JOBS.get("plan")(study, data=data, out=out, formats=_formats_in(formats)))


@app.command()
def lock(
    study: OneStudy,
    data: DataFolder = None,
    deposit: Annotated[
        str, typer.Option("--deposit", help="Address (https://...) or DOI where this plan was deposited.")
    ] = "",
    deposited: Annotated[str, typer.Option("--deposited", help="Day of the deposit; today when left out.")] = "",
) -> None:
    """Freeze the plan in the study folder; earlier plans stay, and what differs is printed."""
    _end(JOBS.get("lock")(study, data=data, deposit=deposit, deposited=deposited))


@app.command()
def run(
    studies: Studies,
    data: DataFolder = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of the reports.")] = REPORTS,
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many pages may run at the same time.")] = 3,
    again: Annotated[bool, typer.Option("--again", help="Make the report anew even when nothing has changed.")] = False,
    formats: Formats = "",
) -> None:
    """Turn each study into its report, in every format or in those asked for."""
    wanted = _formats_in(formats)
    _end(JOBS.get("run")(tuple(studies), data=data, out=out, workers=workers, again=again, formats=wanted))


@app.command()
def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="Folder of a report, or its name under reports/.")],
    second: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Another; left out, A's study is run anew.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the comparison to this file as a page too.")
    ] = None,
    recall: Annotated[
        bool, typer.Option("--recall", help="Take from the study's memory what has not changed; else all is computed.")
    ] = False,
) -> None:
    """Say which findings moved between two reports, by how much, and in which input that began."""
    _end(JOBS.get("compare")(first, second, html=html, recall=recall))


@app.command("index")
def index_of_reports(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Folder of the reports.")] = REPORTS,
) -> None:
    """Write one page over all reports: what each found, how sure, what is open; none is put above another."""
    _end(JOBS.get("index")(folder))


@app.command()
def bundle(
    study: OneStudy,
    data: DataFolder = None,
    reports: Annotated[Path, typer.Option("--reports", help="Folder of the reports.")] = REPORTS,
    out: Annotated[Path | None, typer.Option("--out", help="File to write; else beside the report.")] = None,
) -> None:
    """Put all that an external evaluator needs into one file; the tables stay behind, named with their digests."""
    _end(JOBS.get("bundle")(study, data=data, reports=reports, out=out))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A bundle.")],
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder with your own tables; else data/synthetic or data/raw.")
    ] = None,
) -> None:
    """Run the study of a bundle on your own tables: equal, or what moved and in which input that began."""
    _end(JOBS.get("verify")(file, data=data))


@app.command()
def survey(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An export of a survey tool.")],
    key: Annotated[
        Path | None, typer.Argument(metavar="[KEY]", help="The key (Jisc) or data dictionary (REDCap) of it.")
    ] = None,
) -> None:
    """Say which survey tool wrote a file and who counts, and draft the table of the study file that declares it."""
    _end(JOBS.get("survey")(file, key))


@app.command()
def school(
    urn: Annotated[int, typer.Argument(metavar="URN", help="Number of a school that took part.")],
    study: Annotated[
        str, typer.Option("--study", help="Its study; left out, the one under studies/ that lists it.")
    ] = "",
    data: DataFolder = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of the reports.")] = REPORTS,
) -> None:
    """Write a sheet of two sides for one school about itself; it ranks and compares nobody."""
    _end(JOBS.get("school")(urn, study=study, data=data, out=out))


@app.command()
def methods() -> None:
    """List every registered part, its file, and what it was checked against."""
    _end(JOBS.get("methods")())


def _new(name: str, **given: str | None) -> None:
    """Begin a study: questions one at a time, then a study folder. Each question is also an option."""
    _end(JOBS.get("new")(name, {key: text or "" for key, text in given.items()}))


def _with_questions() -> Signature:
    """Return the parameters of `_new`: the name of the study, and every question as an option."""
    name = Annotated[str, typer.Argument(metavar="[NAME]", help="Name of the new folder under studies/.")]
    return Signature(
        [
            Parameter("name", Parameter.POSITIONAL_OR_KEYWORD, default="", annotation=name),
            *(
                Parameter(
                    one.id,
                    Parameter.KEYWORD_ONLY,
                    default=None,
                    annotation=Annotated[
                        str | None, typer.Option(f"--{one.id}", help=f"{one.asks} Such as: {one.example}")
                    ],
                )
                for one in wordings().values()
            ),
        ]
    )


_new.__signature__ = _with_questions()  # type: ignore[attr-defined]
app.command("new")(_new)


@synth.command("tables")
def tables(
    out: Annotated[Path, typer.Option("--out", help="Folder of the tables.")] = SYNTHETIC,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same tables.")] = 2017,
    effect: Annotated[float, typer.Option("--effect", help="Mean change of the programme's schools, grades.")] = 0.1,
    area_sd: Annotated[float, typer.Option("--area-sd", help="SD of a shock to an area in a year, grades.")] = 0.04,
    force: Annotated[bool, typer.Option("--force", help="Make them again even when they are current.")] = False,
) -> None:
    """Make school tables that look like the published ones; skip it when they are current."""
    _end(JOBS.get("tables")(out, seed=seed, effect=effect, area_sd=area_sd, force=force))


@synth.command("programme")
def invented_programme(
    studies: Annotated[
        list[str] | None, typer.Argument(metavar="[STUDY...]", help="Names under studies/; both shipped ones if none.")
    ] = None,
) -> None:
    """Write the invented tables of what the shipped programmes did into their study folders."""
    _end(JOBS.get("invented_programme")(tuple(studies or ())))


@data.command("list")
def list_tables(
    study: Annotated[
        str | None, typer.Argument(metavar="[STUDY]", help="Also say what this study still needs.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="The folder; else the study's, else data/raw.")
    ] = None,
) -> None:
    """Name each table with its kind, years, vintage, rows, columns used, codes and faults."""
    _end(JOBS.get("data")(study, folder=folder))


@data.command("fetch")
def fetch(
    identifiers: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Data sets by id; none lists what there is.")
    ] = None,
    words: Annotated[str, typer.Option("--search", help="Words in the title of the publication.")] = "key stage 4",
    folder: Annotated[Path, typer.Option("--folder", help="Where the tables go.")] = RAW,
    server: Annotated[str, typer.Option("--server", help="Address of the service.")] = SERVER,
) -> None:
    """Fetch tables from Explore Education Statistics; needs a network, as nothing else does."""
    _end(JOBS.get("fetch")(tuple(identifiers or ()), words=words, folder=folder, server=server))


@app.command()
def pseudonymise(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A register of names, as .csv or .xlsx.")],
    key: Annotated[Path, typer.Option("--key", help="The key; outside every study, and made where it is not there.")],
    column: Annotated[
        list[str] | None, typer.Option("--column", help="Heading of a column that names persons; may be repeated.")
    ] = None,
    prefix: Annotated[str, typer.Option("--prefix", help="With which codes begin.")] = "T",
    out: Annotated[Path | None, typer.Option("--out", help="File to write; else beside the register.")] = None,
) -> None:
    """Put codes in the place of the names of a register; prints no name."""
    _end(JOBS.get("pseudonymise")(file, tuple(column or ()), key=key, prefix=prefix, out=out))


@app.command()
def pages() -> None:
    """Run every page on the Leicester study and store its text outputs in notebooks/."""
    _end(JOBS.get("pages")())


@app.command()
def lab() -> None:
    """Open JupyterLab on copies of the pages."""
    _end(JOBS.get("lab")())


def _end(code: int) -> None:
    if code:
        raise typer.Exit(code)


def _formats_in(text: str) -> tuple[str, ...] | None:
    """Return the formats that ``--format`` names, each once; None where it names none."""
    return tuple(dict.fromkeys(filter(None, (name.strip().lower() for name in text.split(","))))) or None
