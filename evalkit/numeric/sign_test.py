"""How often chance alone would bring as lopsided a count of schools that rose and schools that fell.

Estimates
    The two-sided chance of a split at least this uneven if rising and falling were equally likely.
Assumes
    Schools are independent of one another; those that did neither tell nothing and are left out.
When it misleads
    It counts schools and not how far each moved; ratings by people who expect a rise rise.
Reference
    Conover (1999), Practical Nonparametric Statistics, section 3.4.
Checked against
    ``tests/golden/test_agreement.py``: R's binom.test.
"""

from __future__ import annotations

from scipy.special import bdtr


def sign_test(rose: int, fell: int) -> float:
    """Return the two-sided chance; 1 where nobody moved."""
    moved = rose + fell
    return min(1.0, 2.0 * float(bdtr(min(rose, fell), moved, 0.5))) if moved else 1.0
