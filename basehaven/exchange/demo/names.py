"""What the people and places of the demo are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from basehaven.exchange.demo.chance import Chance
from basehaven.knowledge.load import load


@dataclass(frozen=True, slots=True)
class Names:
    """Lists to draw from; see ``knowledge/demo/names.yaml``."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    ways: tuple[str, ...]
    centres: tuple[str, ...]
    regions: tuple[str, ...]

    def given(self, chance: Chance, sex: str) -> str:
        named = {"f": self.girls, "m": self.boys}.get(sex)
        if named is None:
            named = self.girls if chance.happens(0.5) else self.boys
        return chance.pick(named)

    def adult(self, chance: Chance, sex: str = "", family: str = "") -> str:
        family = family or chance.pick(self.family)
        return f"{self.given(chance, sex or chance.pick('fm'))} {family}"

    def address(self, chance: Chance) -> str:
        return f"{chance.days(1, 180)} {chance.pick(self.streets)} {chance.pick(self.ways)}"


@cache
def load_names() -> Names:
    """Read ``knowledge/demo/names.yaml``."""
    given = load("demo/names").model_extra or {}
    return Names(**{name: tuple(given[name].split()) for name in Names.__dataclass_fields__})
