"""What is asked on a shared tablet, and to choose a PIN for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basehaven.apps.accounts.models import User
from basehaven.apps.room.forms import SentOnce
from basehaven.knowledge.board import pin_settings

DIGITS = "0123456789"


def _digits(label: Any, **kwargs: Any) -> forms.CharField:
    shown = {"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]*"}
    return forms.CharField(
        label=label,
        widget=forms.PasswordInput(attrs=shown),
        strip=True,
        max_length=pin_settings().most_digits,
        **kwargs,
    )


class TabletForm(SentOnce):
    """A tablet has a name, so that a lost one can be told from the others."""

    name = forms.CharField(
        label=gettext_lazy("Name of the tablet"),
        help_text=gettext_lazy("What stands on it, such as “by the door”."),
        max_length=60,
    )


class PinForm(SentOnce):
    """The digits of whoever opens the tablet."""

    digits = _digits(gettext_lazy("Your PIN"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digits"].widget.attrs["autofocus"] = True


class NewPinForm(SentOnce):
    """A PIN is chosen by somebody who has just shown that they are who they are."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    digits = _digits(gettext_lazy("New PIN"))
    again = _digits(gettext_lazy("The same once more"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        fewest, most = pin_settings().fewest_digits, pin_settings().most_digits
        self.fields["digits"].help_text = _(
            "%(fewest)s to %(most)s digits. Not all the same, and not counted up or down."
        ) % {"fewest": fewest, "most": most}

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not self.user.check_password(typed):
            raise forms.ValidationError(_("This is not your password."))
        return typed

    def clean_digits(self) -> str:
        typed: str = self.cleaned_data["digits"]
        if not typed.isascii() or not typed.isdigit() or len(typed) < pin_settings().fewest_digits:
            raise forms.ValidationError(_("Use digits alone, and as many as are asked for."))
        if typed in DIGITS or typed in DIGITS[::-1] or len(set(typed)) == 1:
            raise forms.ValidationError(_("That would be guessed first. Choose other digits."))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("digits") and cleaned.get("digits") != cleaned.get("again"):
            self.add_error("again", _("These are not the same digits."))
        return cleaned
