"""Forms about brothers and sisters, restrictions, and what family may know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.forms.base import DayField, RecordForm, YesNoField, choices
from basehaven.apps.record.forms.person import PersonForm
from basehaven.apps.record.forms.pick import PickField
from basehaven.apps.record.models import Restriction, Sibling

SOURCE_HELP = _("Such as the order's number, or the plan and its section.")


class SiblingFacts(RecordForm):
    kind = forms.ChoiceField(label=_("How are they related?"), choices=choices(Sibling.Kind))
    twin = YesNoField(label=_("Twins"))
    started_on = DayField(
        label=_("From"),
        required=False,
        help_text=_("Only for step and foster brothers and sisters. Empty: always have been."),
    )
    ended_on = DayField(label=_("Until"), required=False)


class SiblingForm(SiblingFacts):
    sibling = PickField("child", label=_("Which child"))
    field_order = ("sibling", "kind", "twin", "started_on", "ended_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near("sibling", [])


class RestrictionFacts(RecordForm):
    kind = forms.ChoiceField(
        label=_("What is forbidden?"), choices=choices(Restriction.Kind, empty=_("choose"))
    )
    source = forms.CharField(
        label=_("By which order or plan?"), max_length=300, required=False, help_text=SOURCE_HELP
    )
    started_on = DayField(label=_("From"), past=False)
    ended_on = DayField(
        label=_("Until"),
        required=False,
        past=False,
        help_text=_("If the order names its last day. Empty: until further notice."),
    )


class RestrictionForm(RestrictionFacts, PersonForm):
    field_order = ("adult", "new_name", "kind", "source", "started_on", "ended_on")


class RestrictionEndForm(RecordForm):
    ended_on = DayField(label=_("On which day does it end?"), past=False)
    reason = forms.CharField(
        label=_("By which order or plan does it end?"), max_length=300, help_text=SOURCE_HELP
    )


class RightFacts(RecordForm):
    is_told = forms.BooleanField(
        label=_("Is told and sees the record"), required=False, initial=True
    )
    consents = forms.BooleanField(label=_("Consents for the child"), required=False)
    sees_addresses = forms.BooleanField(
        label=_("Sees addresses"),
        required=False,
        help_text=_("Never those of confidential homes."),
    )
    source = forms.CharField(
        label=_("By which order or plan?"), max_length=300, required=False, help_text=SOURCE_HELP
    )
    started_on = DayField(label=_("From"), past=False)
    ended_on = DayField(label=_("Until"), required=False, past=False)


class RightForm(RightFacts, PersonForm):
    field_order = ("adult", "new_name", "is_told", "consents", "sees_addresses", "source",
                   "started_on", "ended_on")  # fmt: skip


class EndWithReasonForm(RecordForm):
    ended_on = DayField(label=_("On which day does it end?"), past=False)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
