"""How an agency's own figures are said: groups, units, and why something is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from basehaven.apps.policy.words import unit_words
from basehaven.knowledge.indicator import Indicator


def set_words(name: str) -> str:
    """What the indicators of a set are about."""
    return {
        "cfsr": _("Federal indicators, as observed"),
        "england": _("English indicators"),
        "nscaw": _("Changes of carer"),
        "moves": _("Moves in care"),
        "relationships": _("Relationships"),
        "families": _("Families and services"),
        "what_if": _("What if"),
        "rest": _("Nothing to show yet"),
    }[name]


def by_words(by: str) -> str:
    return {
        "age_band": _("By age"),
        "region": _("By region"),
        "group": _("By group"),
    }[by]


def name_of(by: str, value: str) -> str:
    """A value of a breakdown; regions and groups are called as the record calls them."""
    if value == "unknown":
        return _("not known")
    if by == "group" and value == "several":
        return _("several groups")
    if by != "age_band":
        return value
    return {
        "0-3 months": _("0 to 3 months"),
        "4-11 months": _("4 to 11 months"),
        "1-5 years": _("1 to 5 years"),
        "6-10 years": _("6 to 10 years"),
        "11-16 years": _("11 to 16 years"),
        "17 years": _("17 years"),
        "18 years and over": _("18 years and over"),
    }.get(value, value)


def own_unit(indicator: Indicator) -> str:
    """The unit in words; some of ours are not by days in care."""
    own = {
        "relationships.main_changes": _("for each 1,000 days enrolled"),
        "moves.first_year": _("moves for each removal"),
        "moves.lifetime": _("moves for each child in care on the last day"),
    }
    return own.get(indicator.id) or unit_words(indicator)


def why_words(row: Mapping[str, Any]) -> str:
    """Why a figure or a breakdown is withheld; never with a count."""
    if row["why"] == "not_recorded":
        return _("withheld: not recorded here: %(tables)s") % {"tables": ", ".join(row["missing"])}
    return {
        "nobody": _("nobody to count in the period"),
        "low_and_high": _("withheld: homes without ids leave a low and a high figure"),
        "cannot_protect": _(
            "left out: a small count could be worked out, whatever else were hidden"
        ),
    }[row["why"]]


def setting_words(value: Any) -> str:
    """A setting as it was used, as one would type it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value)
    return str(value).replace("_", " ")
