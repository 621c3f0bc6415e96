"""Forms about where a child lives, and periods of care under the law."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions
from basehaven.apps.record.forms.base import DayField, RecordForm, YesNoField, choices
from basehaven.apps.record.forms.pick import (
    NEW,
    PAID,
    Option,
    PickField,
    SeveralWidget,
    nearest_first,
    restrictions_by_adult,
)
from basehaven.apps.record.map.words import day_words, kinds_words, name_or_kind
from basehaven.apps.record.models import Adult, Home, Removal, Stay


class StayFacts(RecordForm):
    kind = forms.ChoiceField(
        label=_("What kind of home"), choices=choices(Stay.Kind, empty=_("choose"))
    )
    home = PickField(
        "home",
        label=_("Which home"),
        required=False,
        new_label=_("A home new to the record"),
        empty_label=_("not said"),
    )
    new_home = forms.CharField(
        label=_("Name of a new home"),
        max_length=200,
        required=False,
        help_text=_("Such as “Dana's home” or the name of the provider."),
    )
    new_address = forms.CharField(
        label=_("Address of a new home"),
        max_length=300,
        required=False,
        help_text=_("Shown only to those entitled to it."),
    )
    new_open = forms.BooleanField(
        label=_("The family may know this address"),
        required=False,
        help_text=_("Leave it empty and the address is confidential."),
    )
    carers = forms.MultipleChoiceField(
        label=_("Who cares for the child there"),
        required=False,
        widget=SeveralWidget,
        help_text=_("Somebody missing? Add them to the child's people first."),
    )
    started_on = DayField(label=_("Since when"))
    ended_on = DayField(
        label=_("Until when"), required=False, help_text=_("Leave it empty if it is so now.")
    )
    removal = forms.ChoiceField(label=_("Part of a period of care"), required=False)
    shared = YesNoField(
        label=_("Shared care"),
        help_text=_("The child alternates between this home and another one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = Home.objects.filter(stays__child=self.child).distinct().order_by("name")
        self.near("home", [Option(str(home.ref), home.name) for home in homes])
        self.adults = {str(adult.ref): adult for adult in self._carers()}
        self.forbidden = restrictions_by_adult(self.child)
        self.offer("carers", [(ref, self._carer(ref)) for ref in self.adults])
        self.removals = {
            str(row.ref): row for row in self.child.removals.standing().order_by("-removed_on")
        }
        periods = [(ref, _period(row)) for ref, row in self.removals.items()]
        self.offer("removal", [("", _now("none")), *periods])

    def _carers(self) -> list[Adult]:
        """Those who may care at home: not staff, unless the stay names them already."""
        named = set(self.initial.get("carers", ()))
        return [
            adult
            for adult in nearest_first(self.child)
            if str(adult.ref) in named or not set(adult.roles) <= PAID
        ]

    def _carer(self, ref: str) -> str:
        adult = self.adults[ref]
        said = f"{name_or_kind(adult.name, adult.roles)}, {kinds_words(adult.roles)}"
        forbidden = self.forbidden.get(adult.pk, "")
        return f"{said}: {forbidden}" if forbidden else said

    @classmethod
    def initial_of(cls, row: Stay) -> dict[str, Any]:
        return {
            "kind": row.kind,
            "home": row.home,
            "carers": [str(carer.adult.ref) for carer in row.carer_rows.select_related("adult")],
            "started_on": row.started_on,
            "ended_on": row.ended_on,
            "removal": str(row.removal.ref) if row.removal else "",
            "shared": row.shared,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("home") == NEW and not cleaned.get("new_home", "").strip():
            self.add_error("new_home", _("Write the new home's name."))
        return cleaned

    def place(self, by: Actor) -> Home | None:
        """The chosen home, made first if new. Call inside the write's transaction."""
        chosen = self.cleaned_data["home"]
        if chosen != NEW:
            return chosen  # type: ignore[no-any-return]
        return actions.home_create(
            by=by,
            request_id=uuid.uuid5(self.cleaned_data["request_id"], "home"),
            name=self.cleaned_data["new_home"],
            address=self.cleaned_data["new_address"],
            confidential=not self.cleaned_data["new_open"],
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in ("home", "new_home", "new_address", "new_open"):
            values.pop(name)
        values["carers"] = [self.adults[ref] for ref in values["carers"]]
        values["removal"] = self.removals.get(values["removal"])
        return values


class HomeForm(RecordForm):
    """The home's own facts, the same for every child in it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("Such as “Dana's home” or the name of the provider."),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        required=False,
        help_text=_("Shown only to those entitled to it."),
    )
    confidential = forms.BooleanField(
        label=_("Confidential: families are not told which home it is"), required=False
    )


def _period(row: Removal) -> str:
    end = day_words(row.exited_on) if row.exited_on else _now("now")
    return f"{day_words(row.removed_on)} – {end}"


class StayStartForm(StayFacts):
    shared = YesNoField(
        label=_("Shared care"),
        help_text=_(
            "The child alternates between this home and the one where the child lives now. Both "
            "count from that day on."
        ),
    )
    ends_current = forms.BooleanField(
        label=_("It is a move: the stay before ended that day"), required=False, initial=True
    )

    field_order = ("kind", "home", "new_home", "new_address", "new_open", "carers", "started_on",
                   "shared", "ends_current")  # fmt: skip

    def values(self) -> dict[str, Any]:
        values = super().values()
        # Whoever alternates does not leave: the question is put away in the page, too.
        return {**values, "ends_current": values["ends_current"] and not values["shared"]}


class EndForm(RecordForm):
    """The last day question that several rows share: half-open, so the day it stopped."""

    ended_on = DayField(label=_("On which day did it end?"))


class RemovalFacts(RecordForm):
    removed_on = DayField(label=_("Came into care on"))
    exited_on = DayField(
        label=_("Left care on"), required=False, help_text=_("Leave it empty if still in care.")
    )
    exit_reason = forms.ChoiceField(
        label=_("How the child left care"),
        choices=choices(Removal.ExitReason, empty=_("still in care")),
        required=False,
    )


class RemovalStartForm(RecordForm):
    removed_on = DayField(label=_("Came into care on"))


class RemovalEndForm(RecordForm):
    exited_on = DayField(label=_("Left care on"))
    exit_reason = forms.ChoiceField(
        label=_("How"), choices=choices(Removal.ExitReason, empty=_("choose"))
    )
