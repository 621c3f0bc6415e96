"""Sharing a child's record with one person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basehaven.apps.accounts.models import User
from basehaven.apps.consent.models import Consent
from basehaven.apps.consent.queries import somebody_called
from basehaven.apps.record.forms.base import DayField, RecordForm
from basehaven.apps.record.models import Adult, today

A_YEAR = timedelta(days=365)


class ConsentForm(RecordForm):
    given_by = forms.ChoiceField(label=gettext_lazy("Who consents"))
    to_user = forms.CharField(
        label=gettext_lazy("Share with"),
        max_length=200,
        help_text=gettext_lazy("Their sign-in name, or their full name."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("What they see"),
        choices=Consent.Scope.choices,
        initial=Consent.Scope.TIES,
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(
        label=gettext_lazy("What for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    ended_on = DayField(
        past=False,
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("It ends by itself on this day. You can stop it before."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = today() + A_YEAR
        self._givers = {str(adult.ref): adult for adult in self._who_may_consent()}
        self.offer("given_by", [(ref, adult.name) for ref, adult in self._givers.items()])
        if len(self._givers) == 1:
            self.fields["given_by"].initial = next(iter(self._givers))

    def _who_may_consent(self) -> list[Adult]:
        """For family: themselves. For a worker: everybody of the family who consents."""
        rights = self.child.family_rights.live_on(today()).filter(consents=True)
        adults = [right.adult for right in rights.select_related("adult").order_by("pk")]
        own = [adult for adult in adults if adult.user_id == self.user.pk]
        return own or adults

    def clean_given_by(self) -> Adult:
        return self._givers[self.cleaned_data["given_by"]]

    def clean_to_user(self) -> User:
        found = somebody_called(self.user.agency, self.cleaned_data["to_user"])
        if found is None:
            raise forms.ValidationError(
                _("Nobody of your agency signs in by this name. Ask them for their sign-in name.")
            )
        return found
