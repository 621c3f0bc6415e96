"""How fast search answers, and how often a misspelt name is found among the first five.

    basehaven demo --children 20000 --seed 1 && python benchmarks/search_speed.py
    DATABASE_URL=postgres://... python benchmarks/search_speed.py --people 400

The recipe of the input: the children of whatever database is set, drawn with a
seed. Each is looked for by a data manager, who sees everybody (the slowest
case), in six ways: the full name, the full name with one letter left out, added,
changed or swapped with the next, one such slip in every word, the first two
letters, the birth date with three letters, and the id. "The first two letters"
has no recall worth telling: a thousand children fit.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Callable

import django

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slip(word: str, pick: random.Random) -> str:
    """One letter left out, added, changed or swapped, but never the first."""
    if len(word) < 4:
        return word
    place = pick.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = pick.choice(LETTERS)
    longer, changed = before + other + letter + after, before + other + after
    return pick.choice([before + after, longer, changed, before + after[0] + letter + after[1:]])


def ways(pick: random.Random) -> dict[str, Callable[[object], str]]:
    return {
        "full name": lambda child: child.name,
        "one slip": lambda child: slip(child.name, pick),
        "a slip in every word": lambda child: " ".join(slip(w, pick) for w in child.name.split()),
        "two letters": lambda child: child.name[:2],
        "date and three letters": lambda child: f"{child.name[:3]} {child.born_on:%d/%m/%Y}",
        "id": lambda child: child.key,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--people", type=int, default=200, help="children looked for")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basehaven.project.settings")
    django.setup()
    from basehaven.apps.accounts.models import User
    from basehaven.apps.record.finding.search import find_people
    from basehaven.apps.record.models import Adult, Child

    pick = random.Random(given.seed)
    agency = Child.objects.exclude(name="").order_by("pk").first().agency
    user = User(username="bench", agency=agency, role="data_manager")
    user.pk = 0  # never saved: only asks
    named = Child.objects.filter(agency=agency, merged_into=None, sealed_at=None)
    named = named.exclude(name="").exclude(born_on=None)
    pks = list(named.values_list("pk", flat=True))
    people = list(Child.objects.filter(pk__in=pick.sample(pks, min(given.people, len(pks)))))
    told: dict[str, object] = {"children": len(pks), "adults": Adult.objects.count()}
    for label, typed in ways(pick).items():
        times, hits = [], 0
        for child in people:
            text = typed(child)
            start = time.perf_counter()
            found = find_people(user, text)
            times.append(time.perf_counter() - start)
            hits += child in found.children[:5]
        times.sort()
        told[label] = {
            "found among the first five": round(hits / len(people), 3),
            "p50 ms": round(1000 * times[len(times) // 2], 1),
            "p95 ms": round(1000 * times[int(0.95 * len(times))], 1),
        }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
