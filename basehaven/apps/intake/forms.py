from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from basehaven.apps.intake.models import ExportRun, ImportRun


class SeveralFiles(forms.FileField):
    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            super().clean(None, initial)  # says that it is required
        return list(files)


class RequestForm(forms.Form):
    """A form that is written once, however often it is sent."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def clean_request_id(self) -> uuid.UUID:
        return self.cleaned_data["request_id"] or uuid.uuid4()


class ImportForm(RequestForm):
    format = forms.ChoiceField(
        label=_("What kind of files are they?"),
        choices=ImportRun.Format.choices,
        widget=forms.RadioSelect,
        initial=ImportRun.Format.SSDA903,
    )
    source_id = forms.CharField(
        label=_("Where do they come from?"),
        help_text=_(
            "A short name, the same every time: by it a later file is known to come from the same "
            "place. Tables that name their source keep it."
        ),
        max_length=100,
        initial="ssda903",
    )
    files = SeveralFiles(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_("One zip, or all XML, CSV or Parquet files together."),
    )


class ExportForm(RequestForm):
    format = forms.ChoiceField(
        label=_("As"),
        choices=ExportRun.Format.choices,
        widget=forms.RadioSelect,
        initial=ExportRun.Format.CSV,
    )
    with_names = forms.BooleanField(
        label=_("With names, addresses and free words"),
        help_text=_("You are asked to sign in once more, and it is recorded that you took them."),
        required=False,
    )


class DecisionForm(RequestForm):
    take = forms.ChoiceField(choices=[("ours", ""), ("theirs", "")])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
