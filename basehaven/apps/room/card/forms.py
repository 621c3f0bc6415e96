"""What the care card's forms ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from basehaven.apps.record.models import Adult
from basehaven.apps.record.panels import Words
from basehaven.apps.room.forms import SentOnce
from basehaven.apps.room.models import CardLine
from basehaven.knowledge.card import card_settings

FIRST = ("en", "es")  # the languages of the pages, before all others
LANGUAGES = sorted(
    ((code, info["name_local"].capitalize()) for code, info in LANG_INFO.items() if "name" in info),
    key=lambda choice: (choice[0] not in FIRST, choice[1]),
)
HEADINGS = [("en", "English"), ("es", "Español")]
DAYS = (1, 3, 7, 14, 30)


class CardLineForm(SentOnce):
    """One line of the card, in the words of whoever knows the child."""

    kind = forms.ChoiceField(label=_("What is it about"), choices=CardLine.Kind.choices)
    person = forms.ChoiceField(
        label=_("Who is to be called"),
        help_text=_("Only for “who to call”. Write the number below."),
        required=False,
    )
    text = forms.CharField(
        label=_("In your own words"),
        help_text=_(
            "What you know of this child. For an allergy or a medicine: its name. No address, and "
            "no other child’s name: the card is printed and lent."
        ),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    more = forms.CharField(
        label=_("What to do, or what it may mean"),
        help_text=_("For this child. With an allergy or a medicine: what your plan says to do."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = forms.ChoiceField(
        label=_("Language of these words"),
        choices=LANGUAGES,
        widget=forms.Select(attrs={"translate": "no"}),  # each is called by its own name
    )
    word_of = forms.ChoiceField(
        label=_("On whose word"),
        help_text=_("If somebody told you. Left empty, it stands on yours."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: list[Adult],
        callable_people: list[Adult],
        kind: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(adult.ref): adult for adult in people}
        self._offer("word_of", people, _("nobody else"))
        self._offer("person", callable_people, _("nobody"))
        if kind:  # a line keeps what it is about: it is corrected, not made another
            del self.fields["kind"]
            if kind != CardLine.Kind.CALL:
                del self.fields["person"]

    def _offer(self, name: str, people: list[Adult], nobody: Words) -> None:
        self.fields[name].choices = [("", nobody)] + [  # type: ignore[attr-defined]
            (str(adult.ref), adult.name) for adult in people
        ]

    def clean_person(self) -> Adult | None:
        return self.people.get(self.cleaned_data["person"])

    def clean_word_of(self) -> Adult | None:
        return self.people.get(self.cleaned_data["word_of"])


class CardLineRemoveForm(SentOnce):
    """Why a line goes: it holds no longer, or it should never have been there."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("over", _("It holds no longer")),
            ("error", _("Entered in error: it was never so")),
        ],
        initial="over",
        widget=forms.RadioSelect,
    )


class CardShareForm(SentOnce):
    """Lending the card: who consents, to whom, for how long."""

    given_by = forms.ChoiceField(label=_("Who consents"))
    to_whom = forms.CharField(
        label=_("For whom"),
        help_text=_("Such as “Aunt Ida, who looks after her on Fridays”."),
        max_length=200,
    )
    days = forms.TypedChoiceField(label=_("For how long"), coerce=int)
    language = forms.ChoiceField(label=_("Language of the headings"), choices=HEADINGS)

    def __init__(self, *args: Any, givers: list[Adult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givers = {str(adult.ref): adult for adult in givers}
        self.fields["given_by"].choices = [  # type: ignore[attr-defined]
            (ref, adult.name) for ref, adult in self.givers.items()
        ]
        most = card_settings().link_days_most
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
            for days in DAYS
            if days <= most
        ]
        self.fields["days"].initial = card_settings().link_days

    def clean_given_by(self) -> Adult:
        return self.givers[self.cleaned_data["given_by"]]
