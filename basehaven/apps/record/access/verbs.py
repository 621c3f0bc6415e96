"""The one table of who may do and see what, by the ground they stand on.

A ground is why somebody may open one child's record at all. Whoever stands on
several has what each of them gives; a restriction then takes away whatever the
grounds gave (``sight.py``). ``docs/explanation/access.md`` shows this table and
says why each line is as it is; a test keeps the two alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from basehaven.apps.record.map.words import joined

VERBS: dict[str, str] = {
    "see": "open the child's page",
    "see_history": "see what the record held before, and who changed it",
    "see_sharing": "see who looked and what is shared with whom",
    "edit_child": "correct names, birth date and the like",
    "edit_ties": "begin, change and end ties",
    "edit_stays": "begin and end stays and periods of care",
    "open_homes": "let families know of a home that was kept confidential",
    "edit_rooms": "enrol, and choose the child's adults in a room",
    "see_card": "read and print the child's care card",
    "write_card": "write on the care card, and put its lines right",
    "see_turns": "see whom the child turns to, adult by adult",
    "decide_turns": "decide whether two adults in dispute read that",
    "record_day": "note that the child is here, and who takes the child home",
    "plan_arrivals": "write how the child arrives in a room and is helped to settle",
    "edit_restrictions": "add and end restrictions",
    "edit_rights": "say what family may know, and who works with the child",
    "ask_removal": "ask for, or carry out, a lawful sealing or erasure",
    "give_consent": "share the record with somebody, and stop it",
    "export": "take a copy out",
}

PARTS: dict[str, str] = {
    "stays": "when the child moved, and to what kind of home",
    "rooms": "rooms and centres by name, and where the child is now",
    "homes": "homes by name",
    "addresses": "addresses of homes that are not confidential",
    "confidential_now": "the confidential home where the child lives now",
    "confidential": "every confidential home",
    "reasons": "why somebody is away, and how care ended",
    "sources": "by which order or plan somebody is restricted",
    "sibling_homes": "whether brothers and sisters whom one may not open live here too",
    "lookers": "by name, who looked",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody may open one child's record at all, and what that gives.

    Attributes:
        words: for the audit trail and the page; never a name.
        may: verbs that views ask for.
        sees: parts of the record beyond the child, the ties and the restrictions.
        because: why this and no more, for the docs.
    """

    words: str
    may: frozenset[str]
    sees: frozenset[str]
    because: str


def _ground(words: str, may: str, sees: str, because: str) -> Ground:
    verbs, parts = frozenset(may.split()), frozenset(sees.split())
    unknown = (verbs - set(VERBS)) | (parts - set(PARTS))
    if unknown:
        raise ValueError(f"{words}: no such verb or part: {', '.join(sorted(unknown))}")
    return Ground(words, verbs, parts, because)


SUPERVISES = "supervisor of the "
GROUNDS: dict[str, Ground] = {
    "caseworker": _ground(
        noop("caseworker of the child"),
        "see see_history see_sharing see_card write_card edit_child edit_ties "
        "edit_stays edit_rooms edit_restrictions edit_rights ask_removal "
        "give_consent export see_turns decide_turns",
        "stays rooms homes addresses confidential reasons sources sibling_homes lookers",
        "Answers for the placement and the plan, so needs the whole record.",
    ),
    "home_visitor": _ground(
        noop("home visitor of the family"),
        "see see_history see_sharing see_card write_card edit_child edit_ties see_turns",
        "stays rooms homes addresses confidential_now reasons sources sibling_homes lookers",
        "Goes to the home the child lives in now, so needs that address and no earlier secret one.",
    ),
    "teacher": _ground(
        noop("teacher of the room"),
        "see see_sharing see_card write_card edit_ties record_day see_turns plan_arrivals",
        "stays rooms sources sibling_homes lookers",
        "Needs the people, today, who may pick up (and the order to point to), and that a move "
        "happened; not where home is, nor why a parent is away or care ended: families tell "
        "that themselves.",
    ),
    "director": _ground(
        noop("director of the centre"),
        "see see_history see_sharing see_card write_card edit_child edit_ties "
        "edit_rooms record_day plan_arrivals",
        "stays rooms sources sibling_homes lookers",
        "Plans rooms and staff; of the home, no more than the teacher. Does not see whom a child "
        "turns to adult by adult: it would be read as a ranking of staff.",
    ),
    "consultant": _ground(
        noop("consultant to the room or the child"),
        "see see_sharing see_card see_turns decide_turns",
        "stays rooms sibling_homes lookers",
        "Thinks about relationships with the teacher; needs no place, order or reason.",
    ),
    "family": _ground(
        noop("family, told by right"),
        "see see_sharing see_card write_card see_turns plan_arrivals",
        "stays rooms homes reasons lookers",
        "It is their child's record, and they know best how the child arrives. Homes kept "
        "confidential stay so, unless it is their own; addresses only by a right that says so; "
        "orders about others without their source.",
    ),
    "family_consents": _ground(
        noop("family, consents for the child"),
        "give_consent",
        "",
        "Added to “family” when the right says that they consent.",
    ),
    "family_addresses": _ground(
        noop("family, sees addresses"),
        "see",
        "addresses",
        "Added to “family” when the right says so; never opens a confidential home.",
    ),
    "consent_record": _ground(
        noop("consent to the child's page"),
        "see see_card",
        "stays rooms homes",
        "What the family chose to share: the page, without addresses, reasons and orders.",
    ),
    "consent_ties": _ground(
        noop("consent to who matters to the child"),
        "see",
        "",
        "People only: no home, room or whereabouts.",
    ),
    "data_manager": _ground(
        noop("data manager of the agency"),
        "see see_history see_sharing see_card edit_child edit_ties edit_stays open_homes "
        "edit_rooms record_day edit_restrictions edit_rights ask_removal export",
        "stays rooms homes addresses confidential reasons sources sibling_homes lookers",
        "Imports, corrects, finds duplicates and exports; passes a second step at every sign-in. "
        "Sees every child of a home, so alone can tell whether to open one to families. Does not "
        "consent for families.",
    ),
}

# Why somebody looked who stands on no ground of the record: the room's board, and a lent card.
OTHER_GROUNDS = (noop("works in the room"), noop("card link"))


def in_words(grounds: str) -> str:
    """Grounds as the audit trail keeps them (``Sight.grounds``), in the reader's language."""
    return joined(_one_in_words(part) for part in grounds.split(" and "))


def _one_in_words(ground: str) -> str:
    if ground.startswith(SUPERVISES):
        whom = _one_in_words(ground.removeprefix(SUPERVISES))
        return _("supervisor of the %(whom)s") % {"whom": whom}
    kept = {known.words for known in GROUNDS.values()} | set(OTHER_GROUNDS)
    # The trail holds sixty letters: the last of several may have lost its end.
    whole = [words for words in kept if ground and words.startswith(ground)]
    return _(min(whole, key=len)) if whole else ground


def table_as_markdown() -> str:
    """The table as the docs show it."""
    lines = ["| ground | may | sees, beyond the people and restrictions | because |"]
    lines.append("|---|---|---|---|")
    for ground in GROUNDS.values():
        may = ", ".join(verb for verb in VERBS if verb in ground.may)
        sees = ", ".join(part for part in PARTS if part in ground.sees) or "-"
        lines.append(f"| {ground.words} | {may} | {sees} | {ground.because} |")
    lines += ["", "| verb | lets somebody |", "|---|---|"]
    lines += [f"| {verb} | {words} |" for verb, words in VERBS.items()]
    lines += ["", "| part | is |", "|---|---|"]
    lines += [f"| {part} | {words} |" for part, words in PARTS.items()]
    return "\n".join(lines)
