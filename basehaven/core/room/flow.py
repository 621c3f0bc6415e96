"""How much can flow through a net, and what holds it up."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def most_flow(
    pipes: Mapping[tuple[Node, Node], int], source: Node, sink: Node
) -> tuple[int, frozenset[Node]]:
    """The largest flow, and the nodes on the source's side of what holds it up.

    Args:
        pipes: how much each pipe carries at most, whole numbers of 0 or more.
        source: where it begins.
        sink: where it ends.

    Returns:
        The flow, and every node that could still be reached from the source: the
        pipes that lead out of them are full, and carry exactly the flow.

    Source: Ford & Fulkerson 1956, by shortest ways (Edmonds & Karp 1972).

    >>> most_flow({("s", "a"): 2, ("a", "t"): 1}, "s", "t")[0]
    1
    """
    left: dict[Node, dict[Node, int]] = defaultdict(dict)
    for (one, other), most in pipes.items():
        left[one][other] = left[one].get(other, 0) + most
        left[other].setdefault(one, 0)
    flow = 0
    while True:
        came_from = _reached(left, source)
        if sink not in came_from:
            return flow, frozenset(came_from)
        way = [sink]
        while way[-1] != source:
            way.append(came_from[way[-1]])
        steps = list(zip(way[1:], way, strict=False))
        more = min(left[one][other] for one, other in steps)
        for one, other in steps:
            left[one][other] -= more
            left[other][one] += more
        flow += more


def _reached(left: Mapping[Node, Mapping[Node, int]], source: Node) -> dict[Node, Node]:
    came_from = {source: source}
    waiting = deque([source])
    while waiting:
        node = waiting.popleft()
        for other, room in left[node].items():
            if room and other not in came_from:
                came_from[other] = node
                waiting.append(other)
    return came_from
