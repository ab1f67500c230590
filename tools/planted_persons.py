"""Invented persons, and texts in which nobody stands, by which the finding of persons is measured.

No person here is real. Numbers are drawn from a seed and valid by their own rules; telephone numbers are among those
that Ofcom keeps for drama, addresses end in domains that nobody can hold. Names are put together at random from first
names and surnames that are common in the United Kingdom (Office for National Statistics, baby names in England and
Wales; 2011 lists of common surnames by the same office and by General Register Office for Scotland), whichever of them
evalkit knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evalkit.programme.person_numbers import UPN_LETTERS, check_letter
from evalkit.programme.persons import persons_in

SEED, OF_EACH, NAMED = 2017, 34, 400
AROUND = ("{}", "see {}", "{} (asked to be rung)", "notes of 12/10/2017: {}, absent", "moved on;{}", "ref {} / day 2")
FIRST_NAMES = ["Oliver", "Amelia", "George", "Isla", "Noah", "Ava", "Arthur", "Mia", "Harry", "Ivy", "Leo", "Lily", "Muhammad", "Isabella", "Jack", "Rosie", "Charlie", "Sophia", "Oscar", "Grace", "Jacob", "Freya", "Henry", "Willow", "Thomas", "Florence", "Freddie", "Emily", "Alfie", "Ella", "Theo", "Poppy", "William", "Evie", "Theodore", "Elsie", "Archie", "Charlotte", "Joshua", "Evelyn", "Alexander", "Sienna", "James", "Sofia", "Isaac", "Daisy", "Edward", "Phoebe", "Lucas", "Sophie", "Tommy", "Alice", "Finley", "Harper", "Max", "Matilda", "Logan", "Maya", "Ethan", "Ruby", "Mohammed", "Emilia", "Teddy", "Maisie", "Benjamin", "Isabelle", "Arlo", "Millie", "Joseph", "Aria", "Sebastian", "Penelope", "Harrison", "Eliza", "Elijah", "Hallie", "Adam", "Bonnie", "Daniel", "Eva", "Samuel", "Hannah", "Louie", "Robyn", "Mason", "Violet", "Reuben", "Clara", "Albie", "Orla", "Rory", "Martha", "Jaxon", "Delilah", "Hugo", "Beatrice", "Luca", "Nancy", "Zachary", "Lottie", "Reggie", "Zara", "Hunter", "Imogen", "Graham", "Sheila", "Nigel", "Maureen", "Bernard", "Gwendolyn", "Horace", "Enid", "Cyril", "Mildred", "Clive", "Doreen", "Vera", "Percy", "Sanjeev", "Lakshmi", "Farid", "Noor", "Babajide", "Oluchi", "Zbigniew", "Bronislaw", "Wioletta", "Dmitri", "Svetlana", "Tamara", "Ioan", "Andreea", "Bogdan", "Thandiwe", "Sipho", "Yuki", "Haruto"]
SURNAMES = ["Smith", "Jones", "Williams", "Taylor", "Davies", "Brown", "Wilson", "Evans", "Thomas", "Johnson", "Roberts", "Walker", "Wright", "Robinson", "Thompson", "White", "Hughes", "Edwards", "Green", "Hall", "Wood", "Harris", "Lewis", "Martin", "Jackson", "Clarke", "Clark", "Turner", "Hill", "Cooper", "Ward", "Moore", "Morris", "King", "Baker", "Harrison", "Morgan", "Allen", "Patel", "James", "Scott", "Phillips", "Watson", "Parker", "Khan", "Bennett", "Young", "Cook", "Richardson", "Bailey", "Carter", "Shaw", "Collins", "Bell", "Kelly", "Miller", "Cox", "Marshall", "Anderson", "Simpson", "Price", "Begum", "Hussain", "Singh", "Kaur", "Ahmed", "Ali", "Murphy", "Murray", "Rogers", "Stevens", "Palmer", "Mills", "Hunt", "Knight", "Barnes", "Fletcher", "Butler", "Pearson", "Chapman", "Webb", "Russell", "Stewart", "Holmes", "Lloyd", "Mitchell", "Matthews", "Ellis", "Adams", "Foster", "Campbell", "Gibson", "O'Brien", "O'Connor", "McDonald", "MacLeod", "Fernandes", "Kowalski", "Nowak", "Okafor", "Adeyemi", "Mensah", "Chowdhury", "Banerjee", "Sharma", "Gupta", "Nguyen", "Chen", "Wang", "Popescu", "Ivanov", "Smith-Jones", "Fitzgerald", "Featherstone"]
INNOCENT = (
    "Key Stage 4 results in June", "Progress 8 maths 2017", "Attainment 8", "8564001", "DfE number 856/4001", "990001",
    "URN 990012 joined late", "UKPRN 10012345", "2017/18", "2017-18", "Autumn 2017", "Summer term 2018", "£1,200.00",
    "(450.50)", "1,234,567", "12,000 pounds", "45%", "0.61", "10/10/2017", "2018-03-14", "14 March 2018 and 21 March 2018",
    "sessions on 10/10/2017, 17/10/2017 and 24/10/2017", "01.09.2017 09:30", "09:00 to 15:30 on 12-10-2017", "A01", "AC017",
    "M2018-03", "P01; P02", "T01", "T014", "R07", "LEI-0023", "SLA1", "B801200001001", "Z123456789013", "AB 12 34 56",
    "QQ123456C", "BG123456A", "room 0116", "Room 204, first floor", "invoice 2018/00345", "order 4500123456",
    "purchase order 0000123456", "page 12 of 45", "Years 7 to 9", "Year 10 and Year 11", "Year 9 Set B", "Head of Maths",
    "Heads of Maths from five schools", "Lead Practitioner", "Specialist Leaders of Education", "Senior Leadership Team",
    "Executive Headteacher", "Deputy Head", "Special Educational Needs", "Pupil Premium", "White British pupils",
    "Free School Meals", "English as an additional language", "Maths Hub", "East Midlands West Maths Hub",
    "Teaching for Mastery", "Work Group 3", "White Rose Maths", "Number Talks", "Problem Solving Company", "Mathswatch",
    "Pearson Edexcel", "AQA and OCR papers", "Cambridge Nationals", "Singapore Bar model", "Bar Model", "Pythagoras Theorem",
    "Ofsted visited in March", "Department for Education", "Education Endowment Foundation", "Teaching Schools Council",
    "Leicester City Council", "University of Leicester", "North West", "Stoke-on-Trent", "Kingston upon Hull",
    "Bath and North East Somerset", "Milton Keynes", "Tower Hamlets", "Good Friday", "Easter holidays", "Black Country",
    "Monday to Friday", "School A", "School B and School C", "Example School", "Example Academy Trust", "Strand 2",
    "Sir Isaac Newton Sixth Form", "Ada Lovelace Academy", "St Mary's School", "Isaac Newton School was asked",
    "one scheme for Years 7 to 9", "books of two classes in each year", "Scheme seen in 6 of 7 books",
    "Minutes of the Heads' Meeting", "moved two course days to June", "Leading maths, day 1", "Coaching. Planning together.",
    "Reasoning, Fluency and Problem Solving", "Curriculum and Schemes", "feedback forms: 4.4 of 5", "Agreed. Due in May.",
    "teachers born and trained abroad", "newborn ideas", "no call back yet", "dr", "miss lessons when trips are on",
    "Cover Supervisor absent", "mock examination, November", "1 (least) to 5", "RAG: amber", "Amber Green",
    "1.5 hours", "1h30", "6 of 9 teachers", "12 teachers from 5 schools; 3 non-specialists", "10:1", "3/4", "7/10",
    "led the same course in two authorities", "staff turnover after 31/08/2018", "Planned: 120; held: 110; lost: 10",
    "2016 2017 2018 2019", "Grade 5 or above", "Grades 9 to 1", "GCSE (9-1)", "A Level", "Core Maths", "Further Maths",
    "Post-16 Premium", "T Level", "Term 3 week 2", "Half Term", "Inset Day", "Open Doors at two schools", "Lesson Study",
    "Peer Review", "Launch Event", "Chair of Governors", "Project Manager", "Local Authority", "Regional Director",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """A text in which somebody stands.

    Attributes
    ----------
    text : str
        The cell.
    kind : str
        What stands in it, as evalkit calls it.
    value : str
        The part that nobody may see again.
    """

    text: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on the lists.

    Attributes
    ----------
    forms, forms_found : int
        Numbers and addresses planted, and found.
    names, names_found : int
        Names planted, and found.
    innocent, alarms : int
        Texts in which nobody stands, and those in which somebody was seen.
    """

    forms: int
    forms_found: int
    names: int
    names_found: int
    innocent: int
    alarms: int


def planted_numbers(seed: int = SEED) -> tuple[Planted, ...]:
    """Return numbers, addresses and days of birth, each kind as often, in words of a project."""
    rng = np.random.default_rng(seed)
    kinds: tuple[tuple[str, Callable[[np.random.Generator], str]], ...] = (
        ("an e-mail address", _mail),
        ("a unique pupil number", _upn),
        ("a National Insurance number", _insurance),
        ("a teacher reference number", _teacher),
        ("a date of birth", _birth),
        ("a telephone number", _telephone),
    )
    return tuple(
        Planted(str(rng.choice(AROUND)).format(value), kind, value)
        for kind, make in kinds
        for value in (make(rng) for _ in range(OF_EACH))
    )


def planted_names(seed: int = SEED) -> tuple[Planted, ...]:
    """Return names of nobody, alone and in sentences, in the ways in which people write them."""
    rng = np.random.default_rng(seed)
    around = (*AROUND, "seen by {} in the spring term", "{} left in July", "thanks to {} and the team")
    made = []
    for _ in range(NAMED):
        first, last = str(rng.choice(FIRST_NAMES)), str(rng.choice(SURNAMES))
        ways = (
            f"{first} {last}",
            f"{first} {last}",
            f"Mr {last}",
            f"Mrs {first} {last}",
            f"{last}, {first}",
            f"{first[0]}. {last}",
        )
        name = str(rng.choice(ways))
        made.append(Planted(str(rng.choice(around)).format(name), "the name of a person", name))
    return tuple(made)


def measured() -> Measured:
    """Return what is found of everything planted, and how often somebody is seen where nobody stands."""
    numbers, names = planted_numbers(), planted_names()
    return Measured(
        forms=len(numbers),
        forms_found=sum(one.kind in persons_in(one.text) for one in numbers),
        names=len(names),
        names_found=sum(one.kind in persons_in(one.text) for one in names),
        innocent=len(INNOCENT),
        alarms=sum(bool(persons_in(text)) for text in INNOCENT),
    )


def _digits(rng: np.random.Generator, count: int) -> str:
    return "".join(map(str, rng.integers(0, 10, count)))


def _mail(rng: np.random.Generator) -> str:
    name = f"{rng.choice(FIRST_NAMES)}.{rng.choice(SURNAMES)}".lower().replace("'", "")
    return f"{name}{rng.choice(['', '2', '_maths'])}@{rng.choice(['school.example', 'trust.example.org', 'mail.example.com'])}"


def _upn(rng: np.random.Generator) -> str:
    signs = _digits(rng, 12) if rng.random() < 0.8 else _digits(rng, 11) + str(rng.choice(list(UPN_LETTERS)))
    whole = f"{check_letter(signs)}{signs}"
    return str(rng.choice([whole, whole, whole.lower(), f"{whole[0]} {whole[1:]}"]))


def _insurance(rng: np.random.Generator) -> str:
    pair = str(rng.choice(["AB", "CE", "JK", "LM", "PR", "SX", "WT", "YZ", "HN", "ZY"]))
    six, last = _digits(rng, 6), str(rng.choice(list("ABCD")))
    spaced = f"{pair} {six[:2]} {six[2:4]} {six[4:]} {last}"
    return str(rng.choice([f"{pair}{six}{last}", spaced, spaced.lower(), f"{pair}-{six}-{last}"]))


def _teacher(rng: np.random.Generator) -> str:
    two, five = _digits(rng, 2), _digits(rng, 5)
    ways = (
        f"{two}/{five}",
        f"RP{two}/{five}",
        f"TRN {two}{five}",
        f"teacher reference number: {two}{five}",
        f"RP {two}/{five}",
    )
    return str(rng.choice(ways))


def _birth(rng: np.random.Generator) -> str:
    day = dt.date(int(rng.integers(1955, 2008)), 1, 1) + dt.timedelta(days=int(rng.integers(0, 365)))
    shown = str(
        rng.choice(
            [
                f"{day:%d/%m/%Y}",
                f"{day:%d.%m.%y}",
                f"{day.day} {day:%B %Y}",
                day.isoformat(),
                f"{day.day}-{day:%b}-{day.year}",
            ]
        )
    )
    return str(
        rng.choice([f"DOB {shown}", f"born {shown}", f"date of birth: {shown}", f"d.o.b. {shown}", f"born on {shown}"])
    )


def _telephone(rng: np.random.Generator) -> str:
    last = _digits(rng, 3)
    ways = (
        f"07700 900{last}",
        f"07700900{last}",
        f"+44 7700 900 {last}",
        f"0116 496 0{last}",
        f"(0116) 496 0{last}",
        f"01632 960{last}",
        f"020 7946 0{last}",
        f"00447700900{last}",
        f"7700900{last}",
    )
    return str(rng.choice(ways))
