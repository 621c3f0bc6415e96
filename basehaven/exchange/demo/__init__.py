"""The demo community: made-up rows of every open table, the same for the same seed.

Pure: nothing here knows a database. ``community`` yields rows family by family,
``write_stage`` puts them where an import would; rates and their sources are in
``knowledge/demo/rates.yaml``.
"""

from basehaven.exchange.demo.community import community, write_stage
from basehaven.exchange.demo.day import rows_of_day
from basehaven.exchange.demo.plan import Plan

__all__ = ["Plan", "community", "rows_of_day", "write_stage"]
