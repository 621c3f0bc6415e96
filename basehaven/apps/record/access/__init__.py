"""Which children, ties, places and names somebody sees. One answer for all.

Pages, the API, search, counts and exports ask here and nowhere else. Who may do
what is one table, in ``verbs.py``.
"""

from basehaven.apps.record.access.children import children_for, places_hidden_from
from basehaven.apps.record.access.projection import project
from basehaven.apps.record.access.rooms import rooms_for, with_room
from basehaven.apps.record.access.route import with_child
from basehaven.apps.record.access.sight import EVERYTHING, Sight, sight_of
from basehaven.apps.record.access.verbs import GROUNDS, VERBS

__all__ = [
    "EVERYTHING",
    "GROUNDS",
    "VERBS",
    "Sight",
    "children_for",
    "places_hidden_from",
    "project",
    "rooms_for",
    "sight_of",
    "with_child",
    "with_room",
]
