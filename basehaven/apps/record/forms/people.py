"""Forms about a child's own facts, and an adult's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import User
from basehaven.apps.consent.queries import somebody_called
from basehaven.apps.record.forms.base import DayField, ListField, RecordForm, choices
from basehaven.apps.record.forms.pick import restrictions_by_adult
from basehaven.apps.record.map.words import kinds_words, name_or_kind
from basehaven.apps.record.models import AdultRole, BornPrecision, Child, Tie

FAMILY_KINDS = (AdultRole.PARENT, AdultRole.KIN, AdultRole.ADOPTIVE_PARENT, AdultRole.FOSTER_CARER)


class ChildForm(RecordForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As the child is called. A child not born yet may have none."),
    )
    nicknames = ListField(
        label=_("Also called"),
        required=False,
        help_text=_("Other names and nicknames, with commas between them."),
    )
    born_on = DayField(label=_("Born on"), required=False)
    born_precision = forms.ChoiceField(
        label=_("How exactly is the birth date known?"),
        choices=choices(BornPrecision, empty=_("not said")),
        required=False,
        help_text=_("If only the month or the year is known, give its first day and say so here."),
    )
    due_on = DayField(
        label=_("Due on"),
        required=False,
        past=False,
        help_text=_("For a child not born yet, or born early: it gives the corrected age."),
    )
    sex = forms.ChoiceField(
        label=_("Girl or boy"), choices=choices(Child.Sex, empty=_("not said")), required=False
    )
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    groups = ListField(
        label=_("Groups"),
        required=False,
        help_text=_("As the family says it, such as language or ethnicity; commas between them."),
    )


class TwinForm(RecordForm):
    """A second child of one birth: what the two share is there already."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    sex = forms.ChoiceField(
        label=_("Girl or boy"), choices=choices(Child.Sex, empty=_("not said")), required=False
    )
    born_on = DayField(
        label=_("Born on"),
        required=False,
        help_text=_("Change it only if the two were born on either side of midnight."),
    )
    shared_ties = forms.MultipleChoiceField(
        label=_("Who belongs to both?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What restricts a person you tick holds for both children, until you end it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = self.child.ties.standing().filter(ended_on=None, kind__in=FAMILY_KINDS)
        self.ties = {str(tie.ref): tie for tie in family.select_related("adult")}
        forbidden = restrictions_by_adult(self.child)
        self.offer(
            "shared_ties",
            [
                (ref, self._somebody(tie, forbidden.get(tie.adult_id, "")))
                for ref, tie in self.ties.items()
            ],
        )
        if not self.ties:
            del self.fields["shared_ties"]
        if self.child.born_precision == BornPrecision.UNBORN:
            del self.fields["born_on"]

    @staticmethod
    def _somebody(tie: Tie, forbidden: str) -> str:
        said = f"{name_or_kind(tie.adult.name, [tie.kind])}, {kinds_words([tie.kind])}"
        return f"{said}: {forbidden}" if forbidden else said

    def values(self) -> dict[str, Any]:
        values = super().values()
        chosen = values.pop("shared_ties", [])
        if values.get("born_on"):
            values["born_precision"] = self.child.born_precision
        return {**values, "shared_ties": [self.ties[ref] for ref in chosen]}


class BornForm(RecordForm):
    born_on = DayField(label=_("Born on"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    sex = forms.ChoiceField(
        label=_("Girl or boy"), choices=choices(Child.Sex, empty=_("not said")), required=False
    )


class AccountForm(RecordForm):
    """Whose account is this person's own; empty for nobody's."""

    account = forms.CharField(
        label=_("Account"),
        max_length=200,
        required=False,
        help_text=_("Their sign-in name, or their full name. Empty: no account is theirs."),
    )

    def clean_account(self) -> User | None:
        typed = self.cleaned_data["account"]
        found = somebody_called(self.user.agency, typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(
                _("Nobody of your agency signs in by this name. Ask them for their sign-in name.")
            )
        return found

    def values(self) -> dict[str, Any]:
        return {"user": self.cleaned_data["account"]}


class AdultForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    nicknames = ListField(
        label=_("Also called"),
        required=False,
        help_text=_("Other names and nicknames, with commas between them."),
    )
    roles = forms.MultipleChoiceField(
        label=_("What they are to children"),
        choices=AdultRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One person may be several: a teacher who is also the foster carer."),
    )
