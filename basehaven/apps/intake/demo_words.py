"""Passwords that can be read aloud, for the demo's sign-ins."""

from __future__ import annotations

import secrets

WORDS = (
    "acorn amber anchor apple apron april arrow aspen autumn badger bamboo banjo barley basil "
    "basket beacon beaver bell berry birch biscuit blanket bobbin bonnet bottle branch bread brick "
    "bridge bronze brook broom bubble bucket burrow butter button cabin cactus camel candle canoe "
    "canyon carrot castle cedar cellar cello chalk cherry chess chimney cinnamon citrus clay cliff "
    "clock cloud clover coast cobalt cocoa comet copper coral cotton crane crayon cricket crystal "
    "cup dahlia daisy dawn delta denim dingo dolphin donkey dough dragon drum dune eagle easel echo "
    "elbow elm ember engine falcon feather fennel ferry fiddle fig finch flame flannel flint flour "
    "flute fog forest fountain fox garlic garnet gate gecko ginger glacier glove goose grape gravel "
    "guitar hammock harbor harp hazel hedge helmet heron hill honey horn igloo iris island ivory "
    "jacket jaguar jasper jelly jigsaw kayak kettle kite kiwi ladder lagoon lake lamp lantern lava "
    "lemon lentil lilac lime linen lizard llama lobster locket loom lotus magnet mango maple marble "
    "meadow melon mint mirror mitten monsoon moss muffin mustard nectar needle nest nickel nutmeg "
    "oak oasis oat olive onion opal orbit orchid otter oyster paddle panda papaya parrot pearl "
    "pebble pepper pickle pigeon pillow pine planet plum pocket pollen poppy prairie puffin pumpkin "
    "quartz quilt rabbit radish raft rain raven reed ribbon river robin rocket rope saddle saffron "
    "sail salmon sand satin scarf seal shell silk silver sketch sleigh snail spice spruce squash "
    "stable sugar summer swan table teapot thimble thunder tiger timber toast topaz trumpet tulip "
    "tunnel turnip turtle umbrella valley vanilla velvet violet violin walnut walrus willow window "
    "winter yarn zebra zigzag"
).split()
HOW_MANY = 4


def new_password() -> str:
    """Four words and two digits: enough where only this computer can ask.

    >>> new_password().count("-")
    4
    """
    words = [secrets.choice(WORDS) for _ in range(HOW_MANY)]
    return "-".join([*words, f"{secrets.randbelow(90) + 10}"])
