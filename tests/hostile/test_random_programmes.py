"""Whatever stands in the tables of a programme, every account is given and shown, without a warning or a bare NaN."""

from __future__ import annotations

import re
import warnings

import pytest

from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import DeliveryInputs, given
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.report.catalogue import parts_of_account
from evalkit.report.verbs import everything, sentence, table
from evalkit.study.study_reader import read_study
from tests.hostile.random_programmes import random_programme

STUDIES = ("leicester", "north-west")
# Those that rest on the panel alone have no table of the programme to be drawn by lot.
ACCOUNTS = tuple(name for name in DELIVERY.own_names() if DELIVERY.get(name).needs or DELIVERY.get(name).uses)
NO_NUMBER = re.compile(r"(?<![A-Za-z])(nan|NaN|NaT|-?inf)(?![A-Za-z])")
ONE_OF_MANY = re.compile(r"(?<![\d.,])1 (months|days|hours|minutes|weeks|pounds)\b")
DRAWN = {7}


@pytest.mark.parametrize("seed", range(8))
def test_no_programme_breaks_an_account(seed: int) -> None:
    study = read_study(STUDIES[seed % 2])
    kept, made = random_programme(seed, study), dict[str, DeliveryRecord]()

    def one(name: str) -> DeliveryRecord:
        if name not in made:
            made[name] = given(DELIVERY, name, DeliveryInputs(study, kept, accounts=one))
        return made[name]

    with warnings.catch_warnings(action="error"):
        for name in ACCOUNTS:
            record = one(name)
            blocks = [sentence(record, part) for part in parts_of_account("sentence", record)]
            blocks += [table(record, part) for part in parts_of_account("table", record)]
            for block in everything(record) if seed in DRAWN else blocks:
                assert not NO_NUMBER.search(f"{block.title} {block.text}"), (name, block.id)
                assert block.kind != "sentence" or not ONE_OF_MANY.search(block.text), (name, block.text)
