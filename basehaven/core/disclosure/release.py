"""A published release: fixed, with a digest, and what it forbids the next one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from basehaven.core.disclosure.types import Figure, Key, Protected
from basehaven.core.errors import NotPossible

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Release:
    """What was published once. It is never altered; a correction is a new release.

    Attributes:
        id: as named on the page.
        published_on: the day, as ``2024-03-31``.
        rounding: to which multiple its counts are rounded.
        figures: by key, as published.
        withheld: breakdowns left out, each with its reason.
    """

    id: str
    published_on: str
    rounding: int
    figures: Mapping[Key, Figure]
    withheld: tuple[str, ...] = ()

    @classmethod
    def of(cls, protected: Protected, *, id: str, published_on: str) -> Release:  # noqa: A002
        """Make a release of what :func:`protect` allows, and of nothing else.

        Args:
            protected: the outcome.
            id: a name that no earlier release has.
            published_on: the day, as ``2024-03-31``.

        Returns:
            The release.
        """
        left_out = (
            f"{one.indicator}, {one.period}, {' and '.join(one.dimensions) or 'all'}: {one.reason}"
            for one in protected.withheld
        )
        return cls(id, published_on, protected.rules.rounding, protected.figures, tuple(left_out))

    @property
    def digest(self) -> str:
        """SHA-256 over everything that is published in it, as hexadecimal digits."""
        return hashlib.sha256(_text(self._values()).encode()).hexdigest()

    def to_json(self) -> str:
        """As a file: the same release always gives the same bytes."""
        return _text({**self._values(), "sha256": self.digest}) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Release:
        """Read a file back.

        Raises:
            NotPossible: not a release, or changed since it was published.
        """
        try:
            values = json.loads(text)
            digest = values.pop("sha256")
            figures = [_figure(row) for row in values["figures"]]
            release = cls(
                values["id"], values["published_on"], values["rounding"],
                {figure.key: figure for figure in figures}, tuple(values["withheld"]),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotPossible("This is no file of a release. Name the one published.") from error
        if digest != release.digest:
            raise NotPossible(
                f"Release {release.id} was changed after it was published: its digest does not "
                "fit. Take the file that was published."
            )
        return release

    def _values(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "id": self.id,
            "published_on": self.published_on,
            "rounding": self.rounding,
            "figures": [_row(self.figures[key]) for key in sorted(self.figures)],
            "withheld": list(self.withheld),
        }


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False)


def _row(figure: Figure) -> dict[str, Any]:
    """Hidden is null. Why it is hidden is not said."""
    return {
        "indicator": figure.indicator,
        "period": figure.period,
        "at": dict(figure.at),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": None if figure.value is None else str(figure.value),
        "state": figure.state,
        "small_base": figure.small_base,
    }


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        indicator=row["indicator"],
        period=row["period"],
        at=tuple(sorted(row["at"].items())),
        numerator=row["numerator"],
        denominator=row["denominator"],
        value=None if row["value"] is None else Fraction(row["value"]),
        state=row["state"],
        small_base=row["small_base"],
    )


def published_before(earlier: Iterable[Release]) -> dict[Key, list[tuple[Figure, int]]]:
    """Every figure of earlier releases with the rounding of its release."""
    found: dict[Key, list[tuple[Figure, int]]] = {}
    for release in earlier:
        for key, figure in release.figures.items():
            found.setdefault(key, []).append((figure, release.rounding))
    return found
