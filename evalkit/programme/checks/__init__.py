"""What rows must fulfil together, one topic to a module."""

from evalkit.programme.checks.days import in_order, in_programme
from evalkit.programme.checks.lessons import with_evidence
from evalkit.programme.checks.repeats import Unrepeated, unrepeated
from evalkit.programme.checks.reviewers import rated_once
from evalkit.programme.checks.sessions import sessions_agree
from evalkit.programme.checks.taking_part import linked_to_others, while_in_programme

CHECKS = (in_programme, in_order, sessions_agree, while_in_programme, linked_to_others, rated_once)

__all__ = ["CHECKS", "Unrepeated", "unrepeated", "with_evidence"]
