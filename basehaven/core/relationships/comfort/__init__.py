"""Whom a child turns to, plays from and misses; and, apart from it, whether comfort helped.

``whom_the_child_turns_to`` gives the lanes, ``estimate`` what a model adds where
the moments carry it, ``did_it_help`` the other measure, ``side_by_side`` what
adults say when asked, and ``telling`` all of it in words. The settings are
knowledge: ``basehaven.knowledge.comfort``.
"""
