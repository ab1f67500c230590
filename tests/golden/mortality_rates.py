"""Fit the MortalityRates panel exported by mortality_rates.R and print R's numbers beside ours.

R's lines (correction, coefficient, quantity, value) come on standard input; the exported csv is the argument.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust

COEFFICIENTS = ("legal", "beertaxa")
WEIGHTED = "CR2 weighted by years since 1969"


def fitted(rows: pd.DataFrame, correction: str) -> ClusterRobust:
    """Return our fit with state and year effects, clustered by state."""
    return cluster_robust(
        rows["mrate"].to_numpy(dtype=float),
        rows[list(COEFFICIENTS)].to_numpy(dtype=float),
        rows["state"].to_numpy(),
        weight=rows["year"].to_numpy(dtype=float) - 1969 if correction == WEIGHTED else None,
        effects=[rows["state"].to_numpy(), rows["year"].to_numpy()],
        correction=correction.split()[0],
    )


def ours(rows: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    """Return our numbers by correction, coefficient and quantity."""
    numbers = {}
    for correction in ("CR1", "CR2", WEIGHTED):
        fit = fitted(rows, correction)
        sides = {"estimate": fit.coefficients, "std_error": fit.std_errors, "df": fit.df, "p_value": fit.p_values}
        for place, coefficient in enumerate(COEFFICIENTS):
            for quantity, values in sides.items():
                numbers[correction, coefficient, quantity] = float(values[place])
    return numbers


if __name__ == "__main__":
    mine = ours(pd.read_csv(sys.argv[1]))
    print(f"# numpy {np.__version__}")
    print("correction,coefficient,quantity,clubSandwich,evalkit,relative_difference")
    for line in sys.stdin:
        correction, coefficient, quantity, value = line.strip().split(",")
        found = mine[correction, coefficient, quantity]
        print(f"{correction},{coefficient},{quantity},{value},{found:.15g},{found / float(value) - 1:.1e}")
