"""What a merge of two children, or of two adults, must know of the room's rows."""

from __future__ import annotations

from basehaven.apps.record.merging import OnlyOne, register, register_between
from basehaven.apps.room.models import Away, Beside, ComfortDispute, SettlingPlan

register(OnlyOne(Beside, "child", begins="from_at", ends="until_at"))
register(OnlyOne(Away, "adult", begins="from_at", ends="until_at"))
register(OnlyOne(SettlingPlan, "child", begins="from_on", ends="ended_on", each=("room",)))
register_between(ComfortDispute, "one", "other")
