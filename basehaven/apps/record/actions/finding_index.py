"""The search index, kept up to date: one person at a time, or in sets.

Written by other actions inside their own transaction and audited with them: the
index holds nothing that the record does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models, transaction
from django.db.models.functions import Cast

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.finding.folding import keys_of
from basehaven.apps.record.finding.index import index_words, is_name
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.record.models.finding import AdultWord, ChildWord, PersonWord, Spelling

CHUNK = 5_000  # people read at once
ROWS = 20_000  # index rows written at once
IN_LIST = 500  # names in one IN (...)


def reindex_child(child: Child) -> None:
    """After a child's names, birth date or merges changed."""
    index_people([child], [])


def reindex_adult(adult: Adult) -> None:
    """After an adult's names or merges changed."""
    index_people([], [adult])


def index_people(children: Iterable[Child], adults: Iterable[Adult]) -> None:
    """A few rows at a time; whole imports use :func:`reindex_all`."""
    for child in children:
        _index_row(ChildWord, "child", child)
    for adult in adults:
        _index_row(AdultWord, "adult", adult)


def forget_words(agency: Agency, words: Sequence[str]) -> None:
    """Drop the spellings of words that nobody is called any more.

    An erasure calls it with the words that the erased child had
    (:func:`words_held_by`, read before the child goes), so that no trace of a
    name stays in the index.
    """
    still: set[str] = set()
    for model in (ChildWord, AdultWord):
        rows = model.objects.filter(agency=agency, word__in=words)
        still.update(rows.values_list("word", flat=True))
    gone = [word for word in words if word not in still]
    Spelling.objects.filter(agency=agency, word__in=gone).delete()


def words_held_by(row: Child | Adult) -> list[str]:
    return list(row.words.values_list("word", flat=True))


@transaction.atomic
def reindex_all(
    agency: Agency,
    children: models.QuerySet[Child] | None = None,
    adults: models.QuerySet[Adult] | None = None,
) -> int:
    """Index whole sets, such as an import's or the demo's, in bounded memory.

    Without querysets, everybody of the agency. Returns the rows written. Words
    that nobody has any more are swept when the whole agency is done.
    """
    whole = children is None and adults is None
    if whole:
        children, adults = Child.objects.all(), Adult.objects.all()
        for model in (ChildWord, AdultWord, Spelling):
            model.objects.filter(agency=agency)._raw_delete(connection.alias)
    new_words: set[str] = set()
    written = 0
    for model, name, rows in ((ChildWord, "child", children), (AdultWord, "adult", adults)):
        if rows is not None:
            mine = rows.filter(agency=agency)
            written += _index_set(model, name, mine, new_words, indexed_before=not whole)
    return written + _write_spellings(agency, new_words, none_yet=whole)


def _names(row: Child | Adult) -> list[str]:
    return [row.name, *row.nicknames]


def _index_row(model: type[PersonWord], name: str, row: Child | Adult) -> None:
    root = row
    while root.merged_into is not None:
        root = root.merged_into
    for one in {row.pk: row, root.pk: root}.values():
        _write_row(model, name, one)


def _write_row(model: type[PersonWord], name: str, row: Child | Adult) -> None:
    """What a merged row was called leads to the one it was merged into."""
    wanted: set[str] = set()
    if row.merged_into_id is None:
        for one in (row, *_merged_from(row)):
            wanted |= index_words(_names(one), getattr(one, "born_on", None), one.key)
    held = model._default_manager.filter(**{name: row})
    before = dict(held.values_list("word", "pk"))
    gone = before.keys() - wanted
    model._default_manager.filter(pk__in=[before[word] for word in gone]).delete()
    model._default_manager.bulk_create(
        model(agency_id=row.agency_id, word=word, **{name: row})
        for word in sorted(wanted - before.keys())
    )
    forget_words(row.agency, [word for word in gone if is_name(word)])
    new = sorted(word for word in wanted - before.keys() if is_name(word))
    # Not asked first which are known: another correction may be about to forget one of them.
    Spelling.objects.bulk_create(
        (
            Spelling(agency=row.agency, key=key, word=word)
            for word in new
            for key in sorted(keys_of(word))
        ),
        ignore_conflicts=True,
    )


def _merged_from(row: Child | Adult) -> Iterator[Child | Adult]:
    for one in row.merged_from.all():
        yield one
        yield from _merged_from(one)


def _index_set(
    model: type[PersonWord],
    name: str,
    rows: models.QuerySet[Any],
    new_words: set[str],
    *,
    indexed_before: bool,
) -> int:
    written, last = 0, 0
    while True:
        people = list(_columns_of(rows.filter(pk__gt=last).order_by("pk"))[:CHUNK])
        if not people:
            return written
        page = rows.filter(pk__gt=last, pk__lte=people[-1]["pk"])
        last = people[-1]["pk"]
        if indexed_before:
            found = model._default_manager.filter(**{f"{name}__in": page.order_by().values("pk")})
            found._raw_delete(connection.alias)
        words = list(_words_of_page(rows.model, people, new_words))
        written += _insert(model, ("agency_id", "word", f"{name}_id"), words)


def _columns_of(rows: models.QuerySet[Any]) -> models.QuerySet[Any, dict[str, Any]]:
    """What people are found by. As text: most have no nicknames to be taken out of it."""
    columns = ["pk", "agency_id", "name", "nicknames_", "key", "merged_into_id"]
    rows = rows.annotate(nicknames_=Cast("nicknames", models.TextField()))
    if rows.model is Child:
        rows = rows.annotate(born_=Cast("born_on", models.CharField()))
        columns.append("born_")
    return rows.values(*columns)


def _words_of_page(
    model: type[Child | Adult], people: list[dict[str, Any]], new_words: set[str]
) -> Iterator[tuple[int, str, int]]:
    words: dict[int, set[str]] = {p["pk"]: set() for p in people if not p["merged_into_id"]}
    leads_to = {pk: pk for pk in words}
    here = people
    while here:  # once, and again for each layer of merges
        for person in here:
            into = person["merged_into_id"] or person["pk"]
            root = leads_to[person["pk"]] = leads_to.get(into, into)
            if root in words:
                names = [person["name"]]
                if person["nicknames_"] != "[]":
                    names += json.loads(person["nicknames_"])
                words[root] |= index_words(names, person.get("born_"), person["key"])
        here = _merged_into(model, {person["pk"] for person in here})
    agency_id = people[0]["agency_id"]
    for root, found in words.items():
        new_words.update(word for word in found if is_name(word))
        for word in found:
            yield agency_id, word, root


def _merged_into(model: type[Child | Adult], pks: set[int]) -> list[dict[str, Any]]:
    """By a range, since few are merged: a list of thousands of keys takes longer to send."""
    rows = _columns_of(model.objects.filter(merged_into__gte=min(pks), merged_into__lte=max(pks)))
    return [row for row in rows if row["merged_into_id"] in pks]


def _write_spellings(agency: Agency, words: set[str], *, none_yet: bool = False) -> int:
    wanted = sorted(words)
    if not none_yet:
        known: set[str] = set()
        for start in range(0, len(wanted), IN_LIST):
            keys = ["=" + word for word in wanted[start : start + IN_LIST]]
            rows = Spelling.objects.filter(agency=agency, key__in=keys)
            known.update(rows.values_list("word", flat=True))
        wanted = [word for word in wanted if word not in known]
    rows_to_write = ((agency.pk, key, word) for word in wanted for key in sorted(keys_of(word)))
    return _insert(Spelling, ("agency_id", "key", "word"), rows_to_write)


def _insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Plain rows, as fast as each database takes them; those that are there already are passed.

    Somebody else may be writing the same word at this moment.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    written = 0
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            if connection.vendor == "postgresql":
                _copy(cursor, table, names, batch)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", batch
                )
            written += len(batch)
    return written


def _copy(cursor: Any, table: str, names: str, batch: list[tuple[Any, ...]]) -> None:
    """By way of a table of this transaction's own: COPY itself would stop at a known row."""
    cursor.execute(
        f"CREATE TEMPORARY TABLE coming ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0"
    )
    with cursor.copy(f"COPY coming ({names}) FROM STDIN") as copy:
        for row in batch:
            copy.write_row(row)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM coming ON CONFLICT DO NOTHING"
    )
    cursor.execute("DROP TABLE coming")


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
