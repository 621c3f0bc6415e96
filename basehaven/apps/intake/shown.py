"""A run, a finding and a row in words, for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from basehaven.apps.intake.finding_words import in_words, rule_in_words
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.report import examples_of
from basehaven.apps.intake.running import progress_of

TABLE_WORDS = {
    "children": gettext_lazy("children"),
    "adults": gettext_lazy("adults"),
    "homes": gettext_lazy("homes"),
    "rooms": gettext_lazy("rooms"),
    "siblings": gettext_lazy("siblings"),
    "ties": gettext_lazy("ties"),
    "tie_spells": gettext_lazy("spells of ties"),
    "restrictions": gettext_lazy("restrictions"),
    "removals": gettext_lazy("periods of care"),
    "stays": gettext_lazy("stays"),
    "reports": gettext_lazy("reports"),
    "enrolments": gettext_lazy("enrolments"),
    "primary_spells": gettext_lazy("main and backup adults"),
    "attendance": gettext_lazy("attendance"),
    "shifts": gettext_lazy("shifts"),
    "contacts": gettext_lazy("contacts"),
    "care_events": gettext_lazy("moments of care"),
    "visits": gettext_lazy("visits"),
    "screens": gettext_lazy("screens"),
    "needs": gettext_lazy("needs"),
    "eligibility": gettext_lazy("eligibility"),
}
LEVELS = {
    "refused": gettext_lazy("Refused"),
    "warned": gettext_lazy("Good, and worth a look"),
    "noted": gettext_lazy("Noted"),
}
CHANGES = {
    "added": gettext_lazy("new"),
    "changed": gettext_lazy("changed, old values kept"),
    "same": gettext_lazy("the same as before"),
    "conflicts": gettext_lazy("in conflict with a person’s words"),
    "vanished": gettext_lazy("no longer in the source, kept"),
}
STEPS = {
    "comparing": gettext_lazy("Comparing with the record"),
    "waiting": gettext_lazy("Waiting for others who are writing"),
    "saving": gettext_lazy("Saving"),
    "indexing": gettext_lazy("Making names findable"),
    "looking": gettext_lazy("Looking for people who are there twice"),
    "writing": gettext_lazy("Writing"),
}


@dataclass(frozen=True)
class Group:
    """Findings of one rule."""

    level: str
    code: str
    count: int
    examples: list[dict[str, Any]]

    @property
    def words(self) -> str:
        return rule_in_words(self.code)


@dataclass(frozen=True)
class RunPage:
    """An import as its page shows it."""

    run: ImportRun
    counts: dict[str, Any]
    levels: list[tuple[str, Any, list[Group]]]
    changes: list[tuple[str, list[str]]]
    vanished: list[tuple[Any, list[str]]]

    @property
    def files(self) -> list[tuple[str, dict[str, int]]]:
        return sorted(self.counts.get("by_file", {}).items())

    @property
    def refused_whole(self) -> int:
        return int(self.counts.get("refused", 0))


def run_page(run: ImportRun) -> RunPage:
    shown = examples_of(run)
    groups = [
        Group(
            group["level"],
            group["code"],
            group["count"],
            [_in_words(found) for found in group["examples"]],
        )
        for group in shown["groups"]
    ]
    levels = [
        (level, words, [group for group in groups if group.level == level])
        for level, words in LEVELS.items()
    ]
    changes = run.report.get("changes", {})
    return RunPage(
        run,
        run.report.get("counts", {}),
        [entry for entry in levels if entry[2]],
        [(str(CHANGES[what]), _tables(changes[what])) for what in CHANGES if changes.get(what)],
        [(TABLE_WORDS[table], keys) for table, keys in shown["vanished"].items()],
    )


def _in_words(found: dict[str, Any]) -> dict[str, Any]:
    said = {name: in_words(found[name]) for name in ("problem", "way_out")}
    return {**found, **said}


def error_words(run: ImportRun) -> str:
    """What stopped it, in the reader's language."""
    return in_words(run.error)


def _tables(counts: dict[str, int]) -> list[str]:
    """In the tables' own order: PostgreSQL keeps no order of the keys of JSON."""
    return [
        f"{number_format(counts[table], use_l10n=True, force_grouping=True)} {words}"
        for table, words in TABLE_WORDS.items()
        if table in counts
    ]


def state_words(run: ImportRun) -> str:
    if run.was_cut_off:
        return _("did not finish, nothing was saved")
    return str(run.get_state_display())


def progress_words(run: Any) -> str:
    """How far the work is: rows while reading, the table while saving."""
    values = progress_of(run.folder)
    step = values.get("step")
    if step == "reading":
        n = int(values.get("rows", 0))
        rows = number_format(n, use_l10n=True, force_grouping=True)
        return ngettext("%(rows)s row read", "%(rows)s rows read", n) % {"rows": rows}
    if step not in STEPS:
        return ""
    table = TABLE_WORDS.get(values.get("table", ""), "")
    return f"{STEPS[step]}: {table}" if table else str(STEPS[step])
