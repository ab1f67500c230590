"""Print what the packages krippendorff and irrCAC say of data/ratings.csv; their output is stored beside this script.

They want pandas below 3 and SciPy 1.12, so that they live in an environment of their own, where this runs alone:

    python3.11 -m venv own && own/bin/pip install krippendorff==0.9.0 irrCAC==0.4.4 "pandas<3" "scipy==1.12.*"
    own/bin/python tests/golden/agreement_engines.py > tests/golden/agreement_engines.out   (from the repository's root)

Alpha is that of krippendorff: irrCAC's moves with the grades that are declared and that nobody used. Of irrCAC it is
the coefficient of Brennan and Prediger, which is the prevalence- and bias-adjusted kappa, with both weights; it rounds
to five digits unless asked for more.
"""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import krippendorff
import pandas as pd
from irrCAC.raw import CAC

GRADES = {"four": 4, "unused": 5, "nine": 9, "lopsided": 4}

if __name__ == "__main__":
    packages = "; ".join(f"{name} {version(name)}" for name in ("krippendorff", "irrCAC", "pandas", "scipy", "numpy"))
    print(f"# Python {platform.python_version()}; {packages}")
    print("part,case,weighting,value")
    ratings = pd.read_csv(Path(__file__).parent / "data" / "ratings.csv")
    for case, grades in GRADES.items():
        own = ratings[ratings["case"] == case].reset_index(drop=True)
        declared = list(range(1, grades + 1))
        for raters in (["first", "second"], ["first", "second", "third"]):
            alpha = krippendorff.alpha(
                reliability_data=own[raters].to_numpy(dtype=float).T,
                value_domain=declared,
                level_of_measurement="ordinal",
            )
            print(f"krippendorff,{case},{len(raters)} raters,{alpha:.15g}")
        for weighting in ("linear", "quadratic"):
            found = CAC(own[["first", "second"]], weights=weighting, categories=declared, digits=15)
            print(f"irrCAC,{case},{weighting},{found.bp()['est']['coefficient_value']:.15g}")
