"""The stage: rows that were read and checked, outside the live tables.

One SQLite file for each import. Readers fill it, whole-file checks run in it
as sets, and what remains is what may be saved. It is written under another
name and renamed when finished, so that half a stage is never taken for one.
"""

from basehaven.exchange.stage.counts import Counts
from basehaven.exchange.stage.holding import hold_children
from basehaven.exchange.stage.layout import own_columns
from basehaven.exchange.stage.staged import Staged
from basehaven.exchange.stage.writer import BATCH, ROW_KEY, StageWriter

__all__ = ["BATCH", "ROW_KEY", "Counts", "StageWriter", "Staged", "hold_children", "own_columns"]
