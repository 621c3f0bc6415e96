"""Reading cues, as data: the rows, the words one may choose from, and whom to talk to.

Start at :func:`basehaven.knowledge.cues.library.library`.
"""
