"""Entropy balancing, ours against SciPy's optimisers on the same dual problem, in turn and in the same run.

Peers are handed the function and its gradient, and the trust-region method the curvature too: everything our own search
has. Each stops when it believes itself done; what it leaves of the means is shown beside the time, because a quick
answer that is not balanced is none. Run as ``python -m benchmarks.balancing``; prints a table in Markdown.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import process_time

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from evalkit.numeric.entropy_balancing import entropy_balancing, entropy_weights, smallest_tolerance

Floats = NDArray[np.float64]

DONORS, NUMBERS, ROUNDS = 2500, 8, 9
NEAR, FAR, BEYOND, TOLERANCE = 0.3, 0.9, 3.0, 0.05
# Milliseconds that weights of 2,500 donors on eight numbers may take.
BAR = 50.0


def main() -> None:
    """Time every way round after round, and print medians and what is left of the means."""
    drawn = np.random.default_rng(2012).normal(size=(DONORS, NUMBERS))
    print(f"{DONORS:,} donors, {NUMBERS} numbers; medians of {ROUNDS} rounds, CPU milliseconds\n")
    print("| problem | way | CPU ms | over ours | furthest mean, SD |")
    print("|---|---|---|---|---|")
    slowest = 0.0
    for problem, shift, tolerance in (
        ("near target, exact", NEAR, 0.0),
        ("far target, exact", FAR, 0.0),
        ("far target, within 0.05 SD", FAR, TOLERANCE),
    ):
        ways = _exact(drawn, shift) if tolerance == 0.0 else _within(drawn, shift, tolerance)
        slowest = max(slowest, _compared(problem, ways, np.full(NUMBERS, shift), drawn))
    slowest = max(slowest, _infeasible(drawn))
    print(f"\nOurs at most {slowest:.1f} ms; bar {BAR:.0f} ms: {'met' if slowest <= BAR else 'not met'}.")


def _exact(drawn: Floats, shift: float) -> dict[str, Callable[[], Floats]]:
    distance, ones = drawn - shift, np.ones(NUMBERS)
    found: dict[str, Callable[[], Floats]] = {
        "evalkit": lambda: entropy_weights(drawn, np.full(NUMBERS, shift), ones).weights
    }
    for method, curved in (("BFGS", False), ("L-BFGS-B", False), ("trust-exact", True)):
        found[f"SciPy {method}"] = lambda method=method, curved=curved: _searched(distance, method, curved=curved)  # type: ignore[misc]
    return found


def _within(drawn: Floats, shift: float, tolerance: float) -> dict[str, Callable[[], Floats]]:
    """SciPy has no search for a cost of |l|; l is split into two parts that are nought or more."""
    distance, target = drawn - shift, np.full(NUMBERS, shift)
    split = np.column_stack([distance, -distance])

    def peer() -> Floats:
        found = minimize(
            lambda parts: (
                logsumexp(split @ parts) + tolerance * parts.sum(),
                softmax(split @ parts) @ split + tolerance,
            ),
            np.full(2 * NUMBERS, 0.01),
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.0, None)] * (2 * NUMBERS),
            options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 5000, "maxfun": 50000},
        )
        return np.asarray(softmax(split @ found.x))

    ours = lambda: entropy_weights(drawn, target, np.ones(NUMBERS), tolerance=tolerance).weights  # noqa: E731
    return {"evalkit": ours, "SciPy L-BFGS-B, split": peer}


def _searched(distance: Floats, method: str, *, curved: bool) -> Floats:
    def curvature(multiplier: Floats) -> Floats:
        weights = softmax(distance @ multiplier)
        mean = weights @ distance
        return np.asarray((distance * weights[:, None]).T @ distance - np.outer(mean, mean))

    options = {"gtol": 1e-10, "maxiter": 5000} | ({"ftol": 1e-16} if method == "L-BFGS-B" else {})
    found = minimize(
        lambda multiplier: (logsumexp(distance @ multiplier), softmax(distance @ multiplier) @ distance),
        np.zeros(NUMBERS),
        jac=True,
        hess=curvature if curved else None,
        method=method,
        options=options,
    )
    return np.asarray(softmax(distance @ found.x))


def _compared(problem: str, ways: dict[str, Callable[[], Floats]], target: Floats, drawn: Floats) -> float:
    spent: dict[str, list[float]] = {name: [] for name in ways}
    left = dict.fromkeys(ways, 0.0)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            started = process_time()
            weights = way()
            spent[name].append(1e3 * (process_time() - started))
            left[name] = float(np.abs(weights @ drawn - target).max())
    ours = statistics.median(spent["evalkit"])
    for name in ways:
        median = statistics.median(spent[name])
        print(f"| {problem} | {name} | {median:.2f} | {median / ours:.1f} | {left[name]:.1e} |")
    return ours


def _infeasible(drawn: Floats) -> float:
    """Time what happens where nobody reaches the target: the proof, and weights of the smallest tolerance."""
    target, ones = np.full(NUMBERS, BEYOND), np.ones(NUMBERS)
    ways: dict[str, Callable[[], object]] = {
        "seen to be infeasible": lambda: entropy_weights(drawn, target, ones),
        "smallest tolerance (linear programme)": lambda: smallest_tolerance(drawn, target, ones),
        "weights of the smallest tolerance": lambda: entropy_balancing(drawn, target, ones),
    }
    medians = []
    for name, way in ways.items():
        rounds = []
        for _ in range(ROUNDS):
            started = process_time()
            way()
            rounds.append(1e3 * (process_time() - started))
        medians.append(statistics.median(rounds))
        print(f"| target beyond every donor | evalkit: {name} | {medians[-1]:.2f} |  |  |")
    return max(medians)


if __name__ == "__main__":
    main()
