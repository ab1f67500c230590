"""The columns of the Key Stage 4 tables that are knowingly not read, by family, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that are left out for one reason.

    Attributes
    ----------
    what : str
        The columns in words.
    why : str
        Why they are not read.
    pattern : Pattern
        What their names match as a whole, whatever their capitals.
    """

    what: str
    why: str
    pattern: re.Pattern[str]


_GROUP = r"(?:N?FSM6?CLA1?A?|LO|AV|MID|HI|EAL|GIRLS|BOYS|NMOB)"
_RULES = r"(?:_PTQ(?:_EE)?)?"


def _family(what: str, why: str, *names: str) -> Family:
    return Family(what, why, re.compile("|".join(f"(?:{name})" for name in names), re.IGNORECASE))


UNREAD: tuple[Family, ...] = (
    _family(
        "address, constituency and telephone number",
        "no analysis needs them",
        r"ALPHAIND|ADDRESS\d|TOWN|PCODE|POSTCODE|TELNUM|PCON_(?:CODE|NAME)|SCHNAME_AC|CONTFLAG|CONFEXAM",
    ),
    _family(
        "facts about the school beyond its type, gender and admissions",
        "the register of schools gives them for every year",
        r"ICLOSE|RELDENOM|FEEDER|TABKS2|TAB1618|AGERANGE|TOTPUPS|NUMBOYS|NUMGIRLS",
    ),
    _family(
        "numbers of pupils whose share is read, and shares that complete it",
        "the share and the number of pupils give them",
        r"[BG]PUP|PBPUP|TPRIOR(?:LO|AV|MID|HI)|PTNOTFSM6CLA1A|TEALGRP[123]|PTEALGRP[13]|TNMOB|P?SEN_ALL4?",
        r"SEN(?:SE|APK|E|K|ST|AP|APS)4|PSENAPS?4",
    ),
    _family(
        "disadvantage as it was defined before 2014/15",
        "another definition; the share by today's definition is read",
        r"P?T(?:NOT)?FSMCLA(?:1A)?",
    ),
    _family("sums of points", "the average and the number of pupils give them", r"TOTATT8\w*|TOTEBACCAPS"),
    _family(
        "slots filled and numbers of entries and qualifications",
        "they tell of the curriculum, not of results",
        rf"AVG(?:EBAC|OPEN)FILL|TAVENT_\w+|PTANYQ{_RULES}|PTmultiLan_E|PTtripleSci_E",
    ),
    _family(
        "pupils whose score was adjusted",
        "progress before adjustment is read instead",
        rf"TP8ADJ(?:_{_GROUP})?",
    ),
    _family(
        "limits of the progress of groups, and those before adjustment",
        "the number of pupils counted and the national spread between pupils give them",
        rf"P8CI(?:LOW|UPP)_{_GROUP}(?:_ORIG)?",
    ),
    _family(
        "progress of groups in other elements than maths and English",
        "no question is asked of them",
        rf"P8MEA(?:EBAC|OPEN)(?:_CI(?:LOW|UPP))?_{_GROUP}",
        rf"P8MEAENG_CI(?:LOW|UPP)_{_GROUP}",
    ),
    _family(
        "attainment of groups in other elements than maths, and the open slots by kind of qualification",
        "no question is asked of them",
        rf"ATT8SCR(?:ENG|EBAC|OPEN)_{_GROUP}",
        rf"ATT8SCROPENN?G(?:_{_GROUP})?",
    ),
    _family(
        "results of pupils who did not move",
        "the share of such pupils is read; their results are nearly those of all",
        r"(?:ATT8SCR(?:MAT)?|P8PUP|P8MEA)_NMOB(?:_ORIG)?",
    ),
    _family(
        "differences from the national figure",
        "they mix the school with the nation",
        r"DIFFN_\w+",
    ),
    _family(
        "the English Baccalaureate as a whole and its other subjects",
        "entries to it were a policy of the school; maths and science are read by themselves",
        rf"EBACCAPS(?:_{_GROUP})?",
        r"P[TBG]EBACC\w*|TEBACC\w*",
        r"P?TEBAC(?:ENG|HUM|LAN)\w*",
    ),
    _family(
        "numbers of pupils behind a share in maths or science, entries to science, and grades 1 and better",
        "the share is read; nearly every pupil reaches grade 1",
        r"TEBAC(?:MAT|2SCI)\w*|PTEBAC2SCI_E\w*|PTEBAC(?:MAT|2SCI)91",
        r"PTEBAC2SCI(?:_PTQ(?:_EE)?)?",
    ),
    _family(
        "value added in sciences, humanities and languages",
        "another baseline than Progress 8, and not of maths",
        r"(?:SCI|HUM|LAN)VA\w+",
    ),
    _family(
        "English and maths together by results at Key Stage 2, gender, language and mobility",
        "maths by itself is the outcome",
        r"P?TBASICS(?:LO|AV|MID|HI)_\w+|P[BG]L2BASICS\w*|PTL2BASICS(?:EAL|NMOB)\w*",
        r"PT(?:NOT)?FSM6CLA1ABASICS(?:_LL)?(?:_PTQ(?:_EE)?)?",
    ),
    _family(
        "five or more good passes with English and maths",
        "a sum over subjects that schools chose differently each year",
        r"PTG?A?C?5EM(?:_94|_PTQ(?:_EE)?)?|AC5EM\w*",
    ),
    _family("the publisher's bands of progress", "a coarse form of the score", r"P8_BANDING"),
)
