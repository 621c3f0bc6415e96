"""Words for what rows hold: what their fields are called, days, and lists. For every app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.map.words import day_words, joined

__all__ = ["day_words", "field_words", "joined"]

# Fields whose model gives no words of its own.
FIELD_WORDS = {
    "started_on": _("from"),
    "ended_on": _("until"),
    "from_at": _("from"),
    "to_at": _("until"),
    "arrived_at": _("arrived at"),
    "left_at": _("left at"),
    "adult": _("who"),
    "carers": _("carers"),
    "home": _("home"),
    "room": _("room"),
    "removal": _("period of care"),
    "kind": _("kind"),
    "on": _("on which day"),
    "minutes": _("minutes"),
    "planned": _("planned"),
    "kept": _("took place"),
    "cancelled_by": _("who cancelled"),
    "seq": _("which contact of the day"),
    "entered_in_error": _("entered in error"),
}


def field_words(model: type[models.Model], name: str) -> str:
    """A field's name in words, beginning small."""
    field = None if name == "carers" else model._meta.get_field(name)
    if field is None or field._verbose_name is None:  # type: ignore[union-attr]
        return str(FIELD_WORDS[name])
    return str(field.verbose_name)  # type: ignore[union-attr]
