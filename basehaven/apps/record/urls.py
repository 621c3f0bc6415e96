"""Addresses of the record: a child's page, its rows, and what changes them."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.record import api, editing_urls, finding_urls, room_urls, sharing_urls
from basehaven.apps.record.views.child_list import child_list
from basehaven.apps.record.views.child_map import child_map
from basehaven.apps.record.views.child_show import child_show
from basehaven.apps.record.views.row_show import row_show

urlpatterns: list[URLPattern] = [
    path("children/", child_list, name="child_list"),
    path("children/<uuid:child>/", child_show, name="child_show"),
    path("children/<uuid:child>/map/", child_map, name="child_map"),
    path("children/<uuid:child>/<slug:table>/<uuid:row>/", row_show, name="row_show"),
    *finding_urls.urlpatterns,
    *editing_urls.urlpatterns,
    *room_urls.urlpatterns,
    *sharing_urls.urlpatterns,
    *api.urlpatterns,
]
