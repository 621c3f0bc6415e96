"""What the file of own figures means, column by column."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_own
from basehaven.apps.policy.own.downloads import own_dictionary_file
from basehaven.apps.policy.own.page import own_page_of


@reads_own
@require_safe
def own_dictionary_download(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    page = own_page_of(request, system, indicator)
    with translation.override("en"):
        return own_dictionary_file(page)
