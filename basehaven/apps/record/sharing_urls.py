"""Addresses of who looked at a child, and what is shared with whom."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.record.views.child_lookers import child_lookers
from basehaven.apps.record.views.consent_give import consent_give
from basehaven.apps.record.views.consent_list import consent_list
from basehaven.apps.record.views.consent_revoke import consent_revoke

CHILD = "children/<uuid:child>/"

urlpatterns: list[URLPattern] = [
    path(f"{CHILD}who-looked/", child_lookers, name="child_lookers"),
    path(f"{CHILD}consents/", consent_list, name="consent_list"),
    path(f"{CHILD}consents/new/", consent_give, name="consent_give"),
    path(f"{CHILD}consents/<uuid:consent>/revoke/", consent_revoke, name="consent_revoke"),
]
