"""Birth dates as people type them."""

from __future__ import annotations

import re
from datetime import date

from basehaven.apps.record.finding.folding import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january enero jan ene",
            "february febrero feb",
            "march marzo mar",
            "april abril apr abr",
            "may mayo",
            "june junio jun",
            "july julio jul",
            "august agosto aug ago",
            "september septiembre setiembre sep sept",
            "october octubre oct",
            "november noviembre nov",
            "december diciembre dec dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d|\d\d)"
_FORMS = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[-/. ]?(?P<m>\d\d)[-/. ]?(?P<d>\d\d)\b"),
    re.compile(rf"\b(?P<a>\d\d?)[-/. ](?P<b>\d\d?)[-/. ]{_YEAR}\b"),
    re.compile(rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?(?: de)? (?P<w>{_MONTH})\.?,?(?: de)? {_YEAR}\b"),
    re.compile(rf"\b(?P<w>{_MONTH})\.? (?P<d>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}\b"),
)


def take_dates(text: str, today: date) -> tuple[str, tuple[date, ...]]:
    """A search text less its dates, and the days that these can mean.

    ``3/5/2024`` is 3 May to some and 5 March to others, so it gives both.

    >>> take_dates("milo 3/5/2024", date(2025, 1, 1))
    ('milo', (datetime.date(2024, 5, 3), datetime.date(2024, 3, 5)))
    >>> take_dates("1 de mayo de 2023", date(2025, 1, 1))[1]
    (datetime.date(2023, 5, 1),)
    """
    folded = fold(text)
    days: list[date] = []
    for form in _FORMS:
        for match in form.finditer(folded):
            days += _days(match.groupdict(), today)
        folded = form.sub(" ", folded)
    return " ".join(folded.split()), tuple(dict.fromkeys(days))


def swapped(day: date) -> date | None:
    """The same digits with day and month swapped, where that is another day.

    >>> swapped(date(2024, 5, 3)), swapped(date(2024, 5, 13))
    (datetime.date(2024, 3, 5), None)
    """
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _days(found: dict[str, str | None], today: date) -> list[date]:
    year = int(found["y"] or 0)
    if year < 100:
        year += 2000 if 2000 + year <= today.year + 1 else 1900
    if found.get("a"):
        a, b = int(found["a"] or 0), int(found["b"] or 0)
        pairs = [(b, a), (a, b)]
    elif found.get("w"):
        pairs = [(_MONTHS[found["w"] or ""], int(found["d"] or 0))]
    else:
        pairs = [(int(found["m"] or 0), int(found["d"] or 0))]
    days = []
    for month, day in pairs:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days
