"""The Plackett-Luce model with a normal prior: the mode, and intervals from the profile.

With two adults in each choice it is the Bradley-Terry model. With more, one
choice among four is one observation and not three won comparisons, which would
make every interval too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

SMALL = 1e-10  # of a gradient: far below any figure that is shown
NEAR = 1e-6  # of the end of an interval, as a part of how far below the mode it lies
STEPS = 100  # Newton needs about five
HALVINGS = 30  # of a Newton step that would go down


@dataclass(frozen=True, slots=True)
class Stages:
    """Choices taken apart: whom, from whom, and with what weight.

    Attributes:
        among: stages x people, True for those who could be chosen.
        chosen: of each stage, the place of the person.
        weights: of each stage, above 0.
    """

    among: NDArray[np.bool_]
    chosen: NDArray[np.intp]
    weights: Vector


@dataclass(frozen=True, slots=True)
class Fit:
    """The mode of the posterior.

    Attributes:
        worth: log odds of each person, around 0; only differences mean anything.
        value: the penalised log likelihood there.
        information: people x people, minus its second derivatives there.
    """

    worth: Vector
    value: float
    information: Matrix


def stages_of(
    choices: Sequence[tuple[Sequence[str], Sequence[str], float]], people: Sequence[str]
) -> Stages:
    """Each choice as the draws it is made of: first of all there, then of those left.

    Args:
        choices: ``(order, rest, weight)``, as in ``Choice``.
        people: everybody in them, each once.

    Returns:
        One stage for each draw among at least two.
    """
    place = {adult: number for number, adult in enumerate(people)}
    among, chosen, weights = [], [], []
    for order, rest, weight in choices:
        left = [place[adult] for adult in (*order, *rest)]
        for adult in order:
            if len(left) < 2:
                break
            row = np.zeros(len(people), dtype=np.bool_)
            row[left] = True
            among.append(row)
            chosen.append(place[adult])
            weights.append(weight)
            left.remove(place[adult])
    return Stages(
        np.array(among, dtype=np.bool_).reshape(len(among), len(people)),
        np.array(chosen, dtype=np.intp),
        np.array(weights, dtype=np.float64),
    )


class Posterior:
    """Log likelihood plus log prior, with what Newton's method needs of it.

    Args:
        stages: at least one.
        prior_sd: of the normal prior on each worth, in log odds, above 0. Its
            mean is 0 and cannot matter, since only differences are identified.
    """

    def __init__(self, stages: Stages, prior_sd: float) -> None:
        self.stages = stages
        self.precision = 1.0 / prior_sd**2
        people = stages.among.shape[1]
        self.people = people
        self.wins = np.bincount(stages.chosen, weights=stages.weights, minlength=people)

    def value(self, worth: Vector) -> float:
        odds, top = self._odds(worth)
        logs = worth[self.stages.chosen] - top - np.log(odds.sum(axis=1))
        return float(self.stages.weights @ logs - 0.5 * self.precision * worth @ worth)

    def slopes(self, worth: Vector) -> tuple[Vector, Matrix]:
        """The gradient, and minus the second derivatives: positive definite."""
        odds, _ = self._odds(worth)
        chance = odds / odds.sum(axis=1, keepdims=True)
        expected = self.stages.weights @ chance
        information = np.diag(expected + self.precision)
        information -= (chance * self.stages.weights[:, None]).T @ chance
        return self.wins - expected - self.precision * worth, information

    def _odds(self, worth: Vector) -> tuple[Matrix, Vector]:
        """Odds of each person in each stage, scaled so that nothing overflows."""
        logs = np.where(self.stages.among, worth, -np.inf)
        top = logs.max(axis=1)
        return np.exp(logs - top[:, None]), top

    def fit(self, basis: Matrix | None = None, offset: Vector | None = None) -> Fit:
        """The mode, on the whole space or on ``offset + basis @ free``."""
        basis = np.eye(self.people) if basis is None else basis
        worth = np.zeros(self.people) if offset is None else offset
        for _ in range(STEPS):
            gradient, information = self.slopes(worth)
            slope = basis.T @ gradient
            if np.abs(slope).max(initial=0.0) < SMALL * (1 + self.stages.weights.sum()):
                break
            step: Vector = basis @ np.linalg.solve(basis.T @ information @ basis, slope)
            reached = self._uphill(worth, step)
            if reached is None:
                break  # arithmetic can tell no step from none: this is the top
            worth = reached
        return Fit(worth, self.value(worth), self.slopes(worth)[1])

    def _uphill(self, worth: Vector, step: Vector) -> Vector | None:
        """A whole Newton step, or the longest halved one that goes up."""
        start = self.value(worth)
        for _ in range(HALVINGS):
            if self.value(worth + step) > start:
                return worth + step
            step = step / 2
        return None


def difference(fit: Fit, one: int, other: int) -> tuple[float, float]:
    """The log odds of one before the other at the mode, and its standard error there."""
    spread = np.linalg.inv(fit.information)
    variance = spread[one, one] + spread[other, other] - 2 * spread[one, other]
    return float(fit.worth[one] - fit.worth[other]), float(np.sqrt(variance))


def profile_interval(
    posterior: Posterior, fit: Fit, one: int, other: int, z: float
) -> tuple[float, float]:
    """Differences that the data and the prior leave standing.

    Args:
        posterior: of the choices.
        fit: its mode.
        one: place of one person.
        other: place of another.
        z: of the normal distribution: 1.96 for 95 %.

    Returns:
        The lowest and the highest difference in log odds at which the best fit
        is at most ``z**2 / 2`` below the mode. Unlike one from the standard
        error it need not be even on both sides, as it should not be when a child
        has always turned to the same person.
    """
    at_mode, error = difference(fit, one, other)
    profile = _Profile(posterior, fit, one, other)
    return profile.end(at_mode - z * error, z), profile.end(at_mode + z * error, z)


class _Profile:
    """The best fit for each difference between two people."""

    def __init__(self, posterior: Posterior, fit: Fit, one: int, other: int) -> None:
        self.posterior, self.mode, self.one, self.other = posterior, fit, one, other
        others = [place for place in range(posterior.people) if place != one]
        self.basis = np.zeros((posterior.people, len(others)))
        self.basis[others, range(len(others))] = 1.0
        self.basis[one] = self.basis[other]  # so that the difference stays as it is set

    def end(self, gap: float, z: float) -> float:
        """The difference at which the fit is ``z**2 / 2`` below the mode, sought from ``gap``.

        The profile of a concave function is concave. So Newton's method steps
        outside once at most and then comes in without stepping over the end.
        """
        worth = self.mode.worth
        for _ in range(STEPS):
            start = worth.copy()
            start[self.one] = start[self.other] + gap
            worth = self.posterior.fit(self.basis, start).worth
            over = 2 * (self.mode.value - self.posterior.value(worth)) - z * z
            slope = -2 * self.posterior.slopes(worth)[0][self.one]
            if abs(over) < NEAR * z * z:
                break
            gap -= over / float(slope)
        return gap
