"""Forms about ties: who somebody is to the child, how it is lived, how it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.forms.base import DayField, RecordForm, YesNoField, choices
from basehaven.apps.record.forms.person import PersonForm
from basehaven.apps.record.models import AdultRole, EndReason, TieSpell


def hours_field() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Hours a week together"),
        required=False,
        max_digits=5,
        decimal_places=1,
        help_text=_("A guess is fine; leave it empty if nobody knows."),
    )


def called_field() -> forms.CharField:
    return forms.CharField(
        label=_("The child calls them"),
        max_length=100,
        required=False,
        help_text=_("In the child's own word, such as “Mama” or “Beh”."),
    )


class TieFacts(RecordForm):
    """A tie's own facts, to correct them."""

    kind = forms.ChoiceField(label=_("What are they to the child?"), choices=AdultRole.choices)
    called = called_field()
    started_on = DayField(label=_("Since when"))
    ended_on = DayField(label=_("Until when"), required=False)
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), choices=choices(EndReason, empty=_("it goes on")), required=False
    )


class TieStartForm(PersonForm):
    kind = forms.ChoiceField(
        label=_("What are they to the child?"),
        choices=choices(AdultRole, empty=_("choose")),
        help_text=_("Somebody who is two things, such as teacher and foster carer, has two ties."),
    )
    called = called_field()
    started_on = DayField(
        label=_("Since when"), help_text=_("It may be before birth: doulas, expectant parents.")
    )
    lives_with = YesNoField(label=_("Lives with the child"))
    hours_per_week = hours_field()
    mode = forms.ChoiceField(
        label=_("How they are in touch"),
        choices=choices(TieSpell.Mode, empty=_("not said")),
        required=False,
        help_text=_("“No contact at present” keeps the tie: the child still has this person."),
    )
    reason = forms.ChoiceField(
        label=_("If interrupted, why"),
        choices=choices(TieSpell.Reason, empty=_("not said")),
        required=False,
    )


class SpellForm(RecordForm):
    """How a tie is lived from a day on. A tie changes far more often than it ends."""

    started_on = DayField(label=_("From which day"))
    ended_on = DayField(
        label=_("Until which day"),
        required=False,
        help_text=_("Leave it empty if it is so now."),
    )
    mode = forms.ChoiceField(
        label=_("How they are in touch"),
        choices=choices(TieSpell.Mode, empty=_("not said")),
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=choices(TieSpell.Reason, empty=_("not said")),
        required=False,
        help_text=_("Prison, hospital, deployment, distance: the tie goes on."),
    )
    lives_with = YesNoField(label=_("Lives with the child"))
    hours_per_week = hours_field()


class TieEndForm(RecordForm):
    """Ending is one of three ways; the other two keep the person in the child's life."""

    GOES_ON = "goes_on"
    NO_CONTACT = "no_contact"
    ENDED = "ended"

    how = forms.ChoiceField(
        label=_("What is changing?"),
        choices=[
            (GOES_ON, _("They stay in touch, in another way or less often")),
            (NO_CONTACT, _("No contact for now; the tie goes on")),
            (ENDED, _("The tie has ended")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "A child keeps the people they have lost sight of. An ended tie stays on the map."
        ),
    )
    ended_on = DayField(label=_("From which day"))
    mode = forms.ChoiceField(
        label=_("How they stay in touch"),
        choices=[
            ("", _("choose")),
            *[choice for choice in TieSpell.Mode.choices if choice[0] != TieSpell.Mode.NONE],
        ],
        required=False,
        help_text=_("Only if they stay in touch: a visit, a call, a letter now and then."),
    )
    hours_per_week = hours_field()
    reason = forms.ChoiceField(
        label=_("Why there is no contact for now"),
        choices=choices(TieSpell.Reason, empty=_("choose")),
        required=False,
    )
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), choices=choices(EndReason, empty=_("choose")), required=False
    )

    def offer_no_contact(self) -> None:
        """An order forbids contact, so nothing here proposes any."""
        self.offer("how", [(self.NO_CONTACT, _("No contact for now; the tie goes on")),
                           (self.ENDED, _("The tie has ended"))])  # fmt: skip
        del self.fields["mode"], self.fields["hours_per_week"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needs = {
            self.GOES_ON: ("mode", _("Say how they stay in touch.")),
            self.NO_CONTACT: ("reason", _("Say why, so that others know what to hope for.")),
            self.ENDED: ("end_reason", _("Say why it ended; “other” is an answer too.")),
        }
        field, words = needs.get(cleaned.get("how", ""), ("", ""))
        if field and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, words)
        return cleaned
