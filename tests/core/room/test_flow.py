from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.flow import most_flow

NODES = "sabct"
PIPES = st.dictionaries(
    st.sampled_from(list(permutations(NODES, 2))), st.integers(0, 5), max_size=12
)


def test_a_net_drawn_by_hand():
    pipes = {("s", "a"): 3, ("s", "b"): 2, ("a", "b"): 1, ("a", "t"): 1, ("b", "t"): 4}
    assert most_flow(pipes, "s", "t") == (4, frozenset("sa"))


@given(PIPES)
def test_the_pipes_out_of_what_is_reached_carry_exactly_the_flow(pipes):
    flow, reached = most_flow(pipes, "s", "t")
    assert "s" in reached
    assert "t" not in reached
    assert flow == sum(n for (a, b), n in pipes.items() if a in reached and b not in reached)


@given(PIPES, st.sampled_from(list(permutations(NODES, 2))))
def test_a_wider_pipe_never_carries_less(pipes, pipe):
    wider = {**pipes, pipe: pipes.get(pipe, 0) + 1}
    assert most_flow(wider, "s", "t")[0] >= most_flow(pipes, "s", "t")[0]
