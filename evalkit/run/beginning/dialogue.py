"""The conversation that begins a study: one question at a time, back and forth, with everything kept as it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from evalkit.core.errors import EvalkitError, Fault, StudyFileError
from evalkit.run.beginning.answers import Answers, Taken, Unfit
from evalkit.run.beginning.questions import OpeningQuestion, questions
from evalkit.run.beginning.terminal import HungUpError, Terminal

BACK = {"back", "b", "<", "go back", "undo"}
HELP = {"help", "?", "h"}
QUIT = {"quit", "exit", "q", "stop"}
AGREED = {"", "yes", "y", "ok", "okay", "write"}
MOST_SHOWN = 5
INDENT = "   "


@dataclass(frozen=True, slots=True)
class Stands:
    """An answer that was taken, and after which others."""

    text: str
    before: Answers
    taken: Taken


@dataclass(slots=True)
class Conversation:
    """A conversation in progress.

    Attributes
    ----------
    terminal : Terminal
        Where it is held.
    keep : callable
        Keeps the answers given so far, as they were typed.
    given : dict of str to str
        Answers as they were typed, by the name of their question.
    blank : Answers
        What stands before the first question.
    stands : dict of str to Stands
        Answers that were taken already, so that nothing is looked up twice.
    """

    terminal: Terminal
    keep: Callable[[Mapping[str, str]], None]
    given: dict[str, str]
    blank: Answers = field(default_factory=Answers)
    stands: dict[str, Stands] = field(default_factory=dict)
    _walked: list[OpeningQuestion] = field(default_factory=list)

    def hold(self) -> Answers:
        """Ask all that is open, show every answer, and return them once the person agrees."""
        reached = ""
        while True:
            answers, question = self._open(reached)
            reached = self._agreed() if question is None else self._ask(question, answers)
            if question is None and not reached:
                return answers

    def _open(self, reached: str) -> tuple[Answers, OpeningQuestion | None]:
        """Return the answers before the first question that is open, and the question."""
        answers = self.blank
        self._walked = []
        for question in questions():
            if not question.applies(answers):
                continue
            typed = self.given.get(question.id)
            if typed is None or question.id == reached:
                return answers, question
            try:
                answers = self._again(question, typed, answers)
            except EvalkitError as error:
                self._refuse(f"{question.id}: {typed or question.default(answers)}", error.faults)
                del self.given[question.id]
                return answers, question
            self._walked.append(question)
        return answers, None

    def _again(self, question: OpeningQuestion, typed: str, answers: Answers) -> Answers:
        """Return the answers with one that stands; one of the command line, or of another day, is said again."""
        text = typed or question.default(answers)
        known = self.stands.get(question.id)
        if known is not None and known.text == text and known.before is answers:
            return known.taken.answers
        taken = question.take(text, answers)
        stands = Stands(taken.text or text, answers, taken)
        if known is None or known.taken.said != taken.said:
            self.terminal.say(f"{question.id}: {_in_a_line(text)}")
            self.terminal.say(*taken.said, indent=INDENT)
        self.stands[question.id] = stands
        self.given[question.id] = typed and stands.text
        return taken.answers

    def _ask(self, question: OpeningQuestion, answers: Answers) -> str:
        """Put one question until it is answered; return the name of the one to go back to, if any."""
        former = self.given.get(question.id, "")
        self._put(question, answers, former)
        kept = ""
        while True:
            text = self._read(question)
            word = text.casefold()
            if word in QUIT:
                raise HungUpError
            if word in BACK or word.partition(" ")[0] in BACK:
                return self._before(question, word)
            if word in HELP and word != "?":
                self._help(question)
                continue
            typed = "\n".join(filter(None, (kept, text))) or former
            text = typed or question.default(answers)
            if not text:
                self.terminal.say(f"{question.wording.empty[:1].upper()}{question.wording.empty[1:]}.", indent=INDENT)
                continue
            try:
                taken = question.take(text, answers)
            except EvalkitError as error:
                kept = error.kept if isinstance(error, Unfit) else ""
                self._refuse("", error.faults)
                self._kept(kept)
                continue
            text = taken.text or text
            self.given[question.id] = typed and text
            self.stands[question.id] = Stands(text, answers, taken)
            self.keep(self.given)
            self.terminal.say(*taken.said, indent=INDENT)
            return ""

    def _read(self, question: OpeningQuestion) -> str:
        """Return an answer; a list goes on to an empty line, but for a word that is a wish of its own."""
        first = self.terminal.ask()
        if not question.long or not first or first.casefold() in BACK | HELP | QUIT:
            return first
        return "\n".join(filter(None, (first, self.terminal.ask_lines())))

    def _before(self, question: OpeningQuestion, word: str) -> str:
        """Return the question before this one, or the one that was named behind the word."""
        names = [one.id for one in self._walked]
        if names:
            wished = word.partition(" ")[2].strip()
            return wished if wished in names else names[-1]
        self.terminal.say("This is the first question.", indent=INDENT)
        return question.id

    def _put(self, question: OpeningQuestion, answers: Answers, former: str) -> None:
        wording = question.wording
        self.terminal.say("", f"{len(self._walked) + 1}. {wording.asks}")
        self.terminal.say(*question.lines(answers), indent=INDENT)
        self.terminal.say(f"Example:  {wording.example}", f"What for: {wording.purpose}", indent=INDENT)
        if former:
            self.terminal.say(f"If empty: it stays {_in_a_line(former)}", indent=INDENT)
            return
        stands_for = question.default(answers)
        shown = f" ({stands_for})" if stands_for not in {"", wording.empty} and question.shows else ""
        self.terminal.say(f"If empty: {wording.empty}{shown}", indent=INDENT)

    def _help(self, question: OpeningQuestion) -> None:
        self.terminal.say(
            f"Example: {question.wording.example}",
            "back goes to the question before; back schools goes to that one. quit stops, and nothing is lost. Enter "
            "alone takes what stands after If empty. Everything can be changed later in study.toml.",
            indent=INDENT,
        )

    def _refuse(self, about: str, faults: tuple[Fault, ...]) -> None:
        if about:
            self.terminal.say("", f"{_in_a_line(about)}")
        for fault in faults[:MOST_SHOWN]:
            where = "" if fault.where.startswith("--") else f"{fault.where}: "
            self.terminal.say(f"! {where}{fault.found}", indent=INDENT)
            self.terminal.say(f"Allowed: {fault.allowed}.", indent=f"{INDENT}  ")
        if len(faults) > MOST_SHOWN:
            self.terminal.say(f"! and {len(faults) - MOST_SHOWN} more", indent=INDENT)
        for then in dict.fromkeys(fault.next for fault in faults[:MOST_SHOWN]):
            self.terminal.say(f"{then[:1].upper()}{then[1:]}.", indent=INDENT)

    def _kept(self, kept: str) -> None:
        if kept:
            self.terminal.say(
                f"Kept: {_in_a_line(kept)}. Type what shall be added to them; Enter alone goes on with these.",
                indent=INDENT,
            )

    def _agreed(self) -> str:
        """Show every answer; return the name of the question to answer again, or an empty text to go on."""
        self.terminal.say("", "These are your answers. Nothing has been written yet.", "")
        for place, question in enumerate(self._walked, 1):
            self.terminal.say(f"{place:>2}. {question.id}: {_in_a_line(self.stands[question.id].text)}")
        self.terminal.say("", "Press Enter to write the study, or type the number of an answer to change it.")
        while True:
            word = self.terminal.ask().casefold()
            if word in AGREED:
                return ""
            if word in QUIT:
                raise HungUpError
            names = [question.id for question in self._walked]
            if word in BACK:
                return names[-1]
            if word in names:
                return word
            if word.isdecimal() and 1 <= int(word) <= len(names):
                return names[int(word) - 1]
            self.terminal.say(f"Type Enter, a number from 1 to {len(names)}, or quit; quit keeps your answers.")


def without_asking(given: Mapping[str, str]) -> Answers:
    """Return the answers of the command line, with what an empty answer stands for; name every fault at once.

    Parameters
    ----------
    given : mapping of str to str
        Answers by the name of their question.
    """
    answers, faults = Answers(), list[Fault]()
    lost: set[str] = set()
    for question in questions():
        if AFTER.get(question.id, set()) & lost or not question.applies(answers):
            lost |= {question.id} if AFTER.get(question.id, set()) & lost else set()
            continue
        try:
            text = given.get(question.id, "").strip() or question.default(answers)
            if not text:
                raise StudyFileError([_lacking(question)])
            answers = question.take(text, answers).answers
        except EvalkitError as error:
            faults += error.faults
            lost.add(question.id)
    if faults:
        raise StudyFileError(faults)
    return answers


# Questions whose answers cannot be looked at while others have none that stands.
AFTER: dict[str, set[str]] = {
    "schools": {"tables"},
    "place": {"schools"},
    "aim": {"subject"},
    "years": {"tables", "subject", "starts", "ends"},
    "because": {"years"},
    "chose": {"schools"},
    "results": {"years", "schools", "chose"},
    "need": {"chose", "results"},
    "planned": {"need"},
}


def _lacking(question: OpeningQuestion) -> Fault:
    wording = question.wording
    return Fault(f"--{question.id}", "nothing", wording.example, f"answer it: {wording.asks}")


def _in_a_line(text: str) -> str:
    return ", ".join(line.strip() for line in text.split("\n") if line.strip())
