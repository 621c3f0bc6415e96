"""What every form of the record carries, and how a refusal comes back on it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import User
from basehaven.apps.record.actions.history import ChangedSince, stamp
from basehaven.apps.record.actions.rules import PleaseCheck
from basehaven.apps.record.models import Child, today
from basehaven.core.errors import BasehavenError

YES_NO_UNKNOWN = [("", _("not known")), ("true", _("yes")), ("false", _("no"))]


class DayField(forms.DateField):
    """A date as the browser's own picker gives it."""

    def __init__(self, *, past: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is no date. Write it as year-month-day, such as 2024-03-31.")},
        )
        super().__init__(input_formats=["%Y-%m-%d"], widget=self._input(), **kwargs)
        self.past = past

    @staticmethod
    def _input() -> forms.DateInput:
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known: the third is an answer too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO_UNKNOWN,
            coerce=lambda value: value == "true",
            empty_value=None,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "true" if value else "false"
        return value


class ListField(forms.CharField):
    """Several short texts, with commas between them."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [part.strip() for part in text.split(",") if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))


def choices(options: type[models.TextChoices], empty: Any = None) -> list[tuple[str, Any]]:
    first: list[tuple[str, Any]] = [] if empty is None else [("", empty)]
    return first + list(options.choices)


class RecordForm(forms.Form):
    """A form about one child. ``request_id`` makes a form sent twice one write.

    ``checked`` is only shown after the record has asked somebody to check what
    is unlikely.
    """

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    checked = forms.BooleanField(
        required=False, label=_("I have checked this: it is right"), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, user: User, child: Child | None = None, **kwargs: Any) -> None:
        self.user: Any = user
        self.child: Any = child  # None only where a child is still to be made
        super().__init__(*args, **kwargs)
        self.fields["request_id"].initial = uuid.uuid4
        self.order_fields([name for name in self.fields if name != "checked"])
        for field in self.fields.values():
            if isinstance(field, DayField):
                # With an end in sight the browser knows that a year has four digits.
                last = today() if field.past else date.max
                field.widget.attrs["max"] = last.isoformat()
        if self.is_bound and self.data.get("checked"):
            self.show_checked()
        self.theirs: list[tuple[str, str, str]] = []

    def clean_request_id(self) -> uuid.UUID:
        return self.cleaned_data["request_id"] or uuid.uuid4()

    def offer(self, name: str, offered: list[tuple[str, Any]]) -> None:
        """Give a field its choices, which only the child at hand decides."""
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    def near(self, name: str, options: list[Any]) -> None:
        """Give a picker what is likely, before anybody searches."""
        self.fields[name].bind(self.user, self.child, options)  # type: ignore[attr-defined]

    def show_checked(self) -> None:
        self.fields["checked"].widget = forms.CheckboxInput()

    def refuse(self, error: BasehavenError) -> None:
        """Put a refusal where it belongs; everything typed stays."""
        field = getattr(error, "field", "")
        if isinstance(error, PleaseCheck):
            self.show_checked()
        if isinstance(error, ChangedSince):
            self._show_both(error.row)
        shown = field if field in self.fields and not self.fields[field].widget.is_hidden else None
        self.add_error(shown, str(error))

    def forget_errors(self) -> None:
        """Look something up without scolding about what is still to be filled in."""
        self._errors = forms.utils.ErrorDict()

    def _show_both(self, row: models.Model) -> None:
        """What stands now beside what was typed; saving again is then a choice."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = stamp(row)
        self.data = data
        stands = self.initial_of(row)
        for name, field in self.fields.items():
            if name in stands:
                typed = field.prepare_value(self.cleaned_data.get(name))
                theirs = field.prepare_value(stands[name])
                mine, now = self._in_words(field, typed), self._in_words(field, theirs)
                self.theirs.append((str(field.label or name), now, mine))

    @staticmethod
    def _in_words(field: forms.Field, value: Any) -> str:
        if value in (None, ""):
            return str(_("nothing"))
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
        if isinstance(value, (list, tuple)):
            return ", ".join(labels.get(str(each), str(each)) for each in value) or str(
                _("nothing")
            )
        return labels.get(str(value), str(value))

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """What the form starts with when it corrects ``row``."""
        names = cls.base_fields.keys() - {"request_id", "checked"}
        return {name: getattr(row, name) for name in names if hasattr(row, name)}

    def values(self) -> dict[str, Any]:
        """Field name -> value, as the actions take them."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("request_id", "checked", "reason_kind", "reason_words", "seen")
        }
