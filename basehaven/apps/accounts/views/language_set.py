"""The page again, in the other language."""

from __future__ import annotations

from django.views.i18n import set_language

from basehaven.apps.accounts.access import public

language_set = public(set_language)
