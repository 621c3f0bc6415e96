"""How many namesakes chance alone gives somebody: whether a likeness says anything.

Among a hundred thousand people there are several of every ordinary name. A pair
of them found alike is no news, and a list full of such pairs hides the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import ne
from typing import Any

from django.db.models import Count

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.finding.likeness import Somebody
from basehaven.apps.record.finding.query import fit_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord

# Expected namesakes up to which a likeness is told: our own proposal, about as many as we
# expect to be there twice. One source keeps its own people apart; two know nothing of
# each other and often hold the same people.
OF_ONE_SOURCE, OF_TWO_SOURCES = 0.01, 0.25
IN_LIST = 1_000  # words in one IN (...)
PAIR = 2  # people who are alike; the others who have a word are the chance


class Namesakes:
    """What the index says of how common words and birth dates are in one agency."""

    def __init__(self, agency: Agency, kind: str) -> None:
        self.kind = kind
        model: Any = Child if kind == "child" else Adult
        words: Any = ChildWord if kind == "child" else AdultWord
        self._rows = words.objects.filter(agency=agency).order_by()
        self.total = model.objects.filter(agency=agency).exclude(name="").count() or 1
        self._having: dict[str, int] = {}
        self._born: dict[str, int] = {}
        if kind == "child":
            days = self._rows.filter(word__gte="@", word__lt="A").values_list("word")
            counted = days.annotate(n=Count("pk"))  # and, as some databases sort, of other words
            self._born = {word[1:]: n for word, n in counted if word.startswith("@")}
        self._comparable = lru_cache(maxsize=10_000)(self._born_like)

    def read(self, words: Iterable[str]) -> None:
        """Count who has these words, once for each."""
        new = sorted(set(words) - self._having.keys())
        for start in range(0, len(new), IN_LIST):
            some = new[start : start + IN_LIST]
            self._having.update(dict.fromkeys(some, 0))
            counts = self._rows.filter(word__in=some).values_list("word")
            self._having.update(dict(counts.annotate(n=Count("pk"))))

    def count(self, everybody: Iterable[Somebody]) -> None:
        """The same as ``read`` when there is nobody else, without asking for each word."""
        self._having.update(Counter([word for one in everybody for word in one.typed]))

    def having(self, word: str) -> int:
        return self._having.get(word, 0)

    def may_tell(self, having: Sequence[int], *, one_source: bool) -> bool:
        """Whether a likeness to an adult can say anything, by how many have each word."""
        most = OF_ONE_SOURCE if one_source else OF_TWO_SOURCES
        return len(having) > 1 and self._expected(having) <= most

    def of_pair(self, one: Somebody, other: Somebody, birth: str) -> float:
        """Namesakes that chance alone gives the two: of such a birth date, if of children."""
        typed = one.typed
        fewer, more = (typed, other.words) if len(typed) <= len(other.words) else (
            other.words, typed)  # fmt: skip
        having = []
        for word in fewer:
            closest = max(more, key=lambda other_word: fit_of(word, other_word))
            both = self.having(word) + (self.having(closest) if closest != word else 0)
            having.append(both)
        comparable = self._comparable(one.born, other.born, birth)
        return self._expected(having) * comparable / self.total

    def tells(self, one: Somebody, other: Somebody, birth: str) -> bool:
        most = OF_ONE_SOURCE if one.source == other.source else OF_TWO_SOURCES
        return self.of_pair(one, other, birth) <= most

    def _expected(self, having: Sequence[int]) -> float:
        """By the two rarest words alone: the words of one name go together."""
        expected = float(self.total)
        for number in sorted(having)[:2]:
            expected *= max(number - PAIR, 0) / self.total
        return expected

    def _born_like(self, one: str, other: str, birth: str) -> int:
        if birth in ("same_birth", "swapped_birth"):
            return self._born.get(other, 0)
        if birth == "near_birth":
            return sum(n for day, n in self._born.items() if sum(map(ne, day, one)) == 1)
        return self.total
