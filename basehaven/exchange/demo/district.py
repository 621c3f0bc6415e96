"""A district in the making: its rows so far, and what ids and names come next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from basehaven.exchange.demo.chance import Chance
from basehaven.exchange.demo.names import load_names
from basehaven.exchange.demo.plan import Plan
from basehaven.exchange.demo.rates import load_rates

Row = tuple[str, dict[str, Any]]
LAGS = 4  # days within which somebody writes down what happened: 0 to 3


class District:
    """Collects the rows of one district.

    Attributes:
        rows: ``(table, values)``, to be taken family by family.
        chance: this district's own; a district is the same whatever others do.
    """

    def __init__(self, plan: Plan, number: int) -> None:
        self.plan = plan
        self.number = number
        self.rates = load_rates()
        self.names = load_names()
        self.chance = Chance(f"{plan.seed}/{number}")
        self.region = self.names.regions[(number - 1) % len(self.names.regions)]
        if number > len(self.names.regions):
            self.region += f" {1 + (number - 1) // len(self.names.regions)}"
        self.rows: list[Row] = []
        self._ids: dict[str, int] = {}

    def happens(self, rate: str) -> bool:
        """Whether something with a named rate happens this time."""
        return self.chance.draw() < self.rates[rate]

    def new_id(self, kind: str) -> str:
        number = self._ids.get(kind, 0) + 1
        self._ids[kind] = number
        return f"d{self.number:03d}-{kind}{number}"

    def put(self, table: str, **values: Any) -> None:
        """Add a row. It was recorded some days after the last thing it tells of."""
        today = self.plan.today
        days = [day for day in values.values() if isinstance(day, date) and day <= today]
        if days and "recorded_on" not in values:
            lag = timedelta(days=len(self.rows) % LAGS)
            values["recorded_on"] = min(today, max(days) + lag)
        self.rows.append((table, values))

    def take_rows(self) -> list[Row]:
        rows, self.rows = self.rows, []
        return rows

    def adult(self, *roles: str, name: str = "", sex: str = "", family: str = "") -> str:
        """Put an adult on the record. Returns the id."""
        adult_id = self.new_id("a")
        name = name or self.names.adult(self.chance, sex, family)
        self.put("adults", adult_id=adult_id, name=name, roles=list(roles))
        return adult_id

    def home(self, name: str, *, confidential: bool = False) -> str:
        """Put a home on the record. Returns the id."""
        home_id = self.new_id("h")
        address = f"{self.names.address(self.chance)}, {self.region}"
        self.put("homes", home_id=home_id, name=name, address=address, confidential=confidential)
        return home_id
