"""The part of a form that asks who somebody is."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions
from basehaven.apps.record.forms.base import RecordForm
from basehaven.apps.record.forms.pick import (
    NEW,
    Option,
    PickField,
    adult_options,
    nearest_first,
)
from basehaven.apps.record.models import Adult


class NewNameInput(forms.TextInput):
    """Shows, while somebody types, who of that name is on the record already."""

    template_name = "record/widgets/new_name.html"


class PersonForm(RecordForm):
    """Choose an adult on this child's record, search for one, or write down a new one."""

    adult = PickField("adult", label=_("Who"), new_label=_("Somebody new to the record"))
    new_name = forms.CharField(
        required=False,
        max_length=200,
        widget=NewNameInput,
        label=_("Name of somebody new"),
        help_text=_("A full name if you know it; what people call them if not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near("adult", self._with_the_given_first())

    def likely(self) -> list[Option]:
        """Whom to offer before anybody searches."""
        return adult_options(self.child, nearest_first(self.child))

    def _with_the_given_first(self) -> list[Option]:
        """Likely ones in order, after whoever a link has filled in."""
        given = self.fields["adult"].prepare_value(self.initial.get("adult"))
        return sorted(self.likely(), key=lambda option: option.value != given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("adult") == NEW and not cleaned.get("new_name", "").strip():
            self.add_error("new_name", _("Write the new person's name."))
        if isinstance(cleaned.get("adult"), Adult) and cleaned.get("new_name", "").strip():
            self.add_error(
                "new_name",
                _("You chose somebody above. Empty this, or choose “Somebody new” instead."),
            )
        return cleaned

    def person(self, by: Actor, *, roles: list[str]) -> Adult:
        """The chosen adult, made first if new. Call inside the write's transaction."""
        chosen: Any = self.cleaned_data["adult"]
        if chosen != NEW:
            return chosen  # type: ignore[no-any-return]
        same_form = uuid.uuid5(self.cleaned_data["request_id"], "adult")
        return actions.adult_create(
            by=by, request_id=same_form, name=self.cleaned_data["new_name"], roles=roles
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        values.pop("adult")
        values.pop("new_name")
        return values
