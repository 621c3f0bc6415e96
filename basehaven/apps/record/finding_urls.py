"""Addresses of finding people, and of rows that may be one person."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.record.views.duplicate_list import duplicate_list
from basehaven.apps.record.views.duplicate_settle import duplicate_settle
from basehaven.apps.record.views.person_duplicates import person_duplicates
from basehaven.apps.record.views.person_merge import person_merge
from basehaven.apps.record.views.person_unmerge import person_unmerge
from basehaven.apps.record.views.search_show import search_show

urlpatterns: list[URLPattern] = [
    path("search/", search_show, name="search"),
    path("duplicates/", duplicate_list, name="duplicate_list"),
    path("duplicates/<uuid:hint>/settle/", duplicate_settle, name="duplicate_settle"),
    path("people/duplicates/", person_duplicates, name="person_duplicates"),
    path("people/merge/", person_merge, name="person_merge"),
    path("people/merges/<uuid:merge>/undo/", person_unmerge, name="person_unmerge"),
]
