"""People by the thousand, in the few columns that names are compared by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField
from django.db.models.functions import Cast

from basehaven.apps.record.finding.likeness import Somebody
from basehaven.apps.record.models import Child

AT_ONCE = 5_000


def named_people(rows: QuerySet[Any]) -> Iterator[Somebody]:
    """Those of ``rows`` who have a name and whose record is open.

    As text, since most have no nicknames and a birth date is compared digit by
    digit: taking both out of their columns costs more than all the rest.
    """
    rows = rows.filter(entered_in_error=False, merged_into=None).exclude(name="").order_by()
    columns = ["pk", "source_id", "name", "nicknames_"]
    if rows.model is Child:
        rows = rows.filter(sealed_at=None).annotate(born_=Cast(F("born_on"), CharField()))
        columns.append("born_")
    rows = rows.annotate(nicknames_=Cast("nicknames", TextField()))
    for pk, source, name, nicknames, *born in rows.values_list(*columns).iterator(AT_ONCE):
        others = json.loads(nicknames) if nicknames not in (None, "[]") else ()
        one = Somebody.called(name, others, born[0] if born else None, pk=pk, source=source)
        if one.words:
            yield one
