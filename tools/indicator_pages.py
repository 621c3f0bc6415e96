"""The pages of the indicators: what each is, from the knowledge, and its cases, from the spec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from basehaven.analytics.catalogue import ALL, Computed
from basehaven.knowledge.entry import Reference
from basehaven.knowledge.indicator import Indicator, IndicatorSetting, Value
from basehaven.knowledge.indicators import SETS, all_indicators, settings_of
from basehaven.knowledge.miechv import miechv_measures
from tests.spec.case import Answer, Case, specs
from tests.spec.one_child import CORE

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = (
    "<!-- Written by `make docs` from the knowledge and the spec. Change those, not this file. -->"
)
SET_NAMES = {
    "cfsr": "Child and Family Services Reviews, round 4 (United States)",
    "england": "England's return on looked-after children",
    "nscaw": "Changes of carer, by age",
    "moves": "Moves",
    "sequences": "Histories as sequences",
    "relationships": "Relationships",
    "families": "Families",
    "what_if": "What if",
}
UNITS = {
    "percent": "percent",
    "per_1000_days": "for each 1,000 days",
    "per_100000_days": "for each 100,000 days",
    "index": "a mean or an index, without unit",
}
DIRECTIONS = {
    "lower": "its makers hope for less",
    "higher": "its makers hope for more",
    "neither": "neither way",
}
INDEX_IS = """\
What each figure of `basehaven indicators` is: what is divided by what, who is left out, by which
settings, what is doubtful, and drawn cases with the answer. All are drafts until a second person
has read them against their sources. [How to get a figure](../../how-to/indicators.md),
[how to add an indicator](../../how-to/add-an-indicator.md)."""
CASES_ARE = """\
Small made-up tables in, the answer out: this is what the words above mean to the day. {held} are
held to every one of them; what is counted is numerator/denominator, and `-` is unknown.
[How they are written](../../../tests/spec/README.md)."""


def indicator_pages() -> dict[str, list[str]]:
    """File name -> lines, of the index and of every indicator."""
    cases = {spec.indicator: spec.cases for spec in specs()}
    found = {"README.md": list(_index(cases)), "miechv.md": list(_miechv())}
    for id_, entry in all_indicators().items():
        found[f"{id_}.md"] = list(_page(entry, ALL[id_], cases.get(id_, ())))
    return found


def _index(cases: dict[str, tuple[Case, ...]]) -> Iterator[str]:
    yield from ("# Indicators", "", WRITTEN, "", INDEX_IS)
    for set_ in SETS:
        yield from ("", f"## {SET_NAMES[set_]}", "")
        yield from ("| id | what it is | asks | drawn cases |", "|---|---|---|---|")
        for id_, entry in all_indicators().items():
            if entry.set == set_:
                many = len(cases.get(id_, ())) or ""
                told = f"{_line(entry.label.en)} | {_line(entry.question.en)}"
                yield f"| [`{id_}`]({id_}.md) | {told} | {many} |"
        if set_ == "families":
            yield from ("", "[Measures of home visiting, and which the tables carry](miechv.md).")


def _miechv() -> Iterator[str]:
    entry = miechv_measures()
    yield from (f"# {entry.label.en}", "", WRITTEN, "")
    yield f"{_line(entry.caution.en)} Status: **{entry.review.status}**."
    yield from (
        "",
        "`basehaven indicators TABLES --set miechv` computes those that are carried.",
        "",
    )
    yield from ("| | measure | of | carried | what the tables lack |", "|---|---|---|---|---|")
    for one in entry.measures:
        by = f"[`{one.carried_by}`]({one.carried_by}.md)" if one.carried_by else "no"
        of = f"{_line(one.numerator.en)} / {_line(one.denominator.en)}"
        of += "" if one.definition == "read" else f" ({one.definition.replace('_', ' ')})"
        yield f"| {one.number} | {_line(one.name.en)} | {of} | {by} | {_line(one.lacks.en)} |"
    yield from ("", "## Sources", "", *(_source(one) for one in entry.references))


def _page(entry: Indicator, found: Computed, cases: Sequence[Case]) -> Iterator[str]:
    yield from (f"# {_line(entry.label.en)}", "", WRITTEN, "")
    yield f"`{entry.id}`, of the set `{entry.set}`. Status: **{entry.review.status}**."
    yield from ("", f"**{_line(entry.question.en)}**", "", "| | |", "|---|---|")
    yield from (f"| {name} | {told} |" for name, told in _facts(entry, found))
    yield from _listed("What to keep in mind", (words.en for words in entry.cautions))
    yield from _listed("What is doubtful", (words.en for words in entry.doubts))
    yield from _settings(entry)
    yield from ("", "## Sources", "")
    yield from (_source(one) for one in entry.references)
    yield from _cases(entry, found, cases)


def _facts(entry: Indicator, found: Computed) -> Iterator[tuple[str, str]]:
    yield "Numerator", _line(entry.numerator.en)
    yield "Denominator", _line(entry.denominator.en)
    if entry.exclusions:
        yield "Left out", "<br>".join(_line(words.en) for words in entry.exclusions)
    yield "Unit", f"{UNITS[entry.unit]}; decimals shown: {entry.decimals}, a half goes up"
    yield "Direction", DIRECTIONS[entry.direction]
    if entry.national:
        means = _line(entry.national.means.en)
        yield (
            "Named nationally",
            f"{entry.national.value:g} ({means}; `{entry.national.reference}`)",
        )
    yield "By", ", ".join(f"`{name}`" for name in entry.by)
    yield "Withheld without", _tables(found.needs)
    also = [name for name in entry.tables if name not in found.needs]
    if also:
        yield "Reads too, if given", _tables(also)
    yield "Small groups", _line(entry.small_groups.en)


def _tables(names: Iterable[str]) -> str:
    return ", ".join(f"[`{name}`](../tables.md#{name})" for name in names)


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = [f"- {_line(line)}" for line in lines]
    if told:
        yield from ("", f"## {title}", "", *told)


def _settings(entry: Indicator) -> Iterator[str]:
    yield from (
        "",
        "## Settings",
        "",
        "`--setting name=value` takes another value for one run.",
        "",
    )
    yield from ("| setting | what it says | default | may be | doubt |", "|---|---|---|---|---|")
    for name, one in settings_of(entry.id).items():
        told = (
            f"{_line(one.means.en)} | {said(one.default)} | {_may_be(one)} | {_line(one.doubt.en)}"
        )
        yield f"| `{name}` | {told} |"


def said(value: Value) -> str:
    """A value as it is typed after ``--setting``."""
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value) or "none"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


def _may_be(one: IndicatorSetting) -> str:
    if isinstance(one.default, bool):
        return "`true`, `false`"
    if isinstance(one.default, int):
        return f"{one.at_least} to {one.at_most}"
    return ", ".join(f"`{choice}`" for choice in one.choices)


def _source(one: Reference) -> str:
    told = f"- `{one.id}`: {_line(one.citation) if one.citation else 'no source yet'}"
    told = told.removesuffix(".") + f". Supports: {_line(one.supports).removesuffix('.')}."
    if one.doubt:
        told += f" In doubt: {_line(one.doubt)}"
    return told + (f" <{one.href}>" if one.href else "")


def _cases(entry: Indicator, found: Computed, cases: Sequence[Case]) -> Iterator[str]:
    yield from ("", "## Drawn cases", "")
    if not cases:
        yield _tested_elsewhere(found)
        return
    core = "Core (one child at a time), " if entry.id in CORE else ""
    yield CASES_ARE.format(held=f"{core}DuckDB and Spark")
    for place, (case, others) in enumerate(with_others(cases), start=1):
        yield from _case(place, case, others, entry)


def _tested_elsewhere(found: Computed) -> str:
    links = [f"[{p.name}](../../../{p.relative_to(ROOT)})" for p in tests_of(found)]
    if not links:
        return "None yet."
    return f"None in the spec yet; the histories it is tested with stand in {', '.join(links)}."


def with_others(cases: Sequence[Case]) -> list[tuple[Case, list[Case]]]:
    """Each case with those of the same tables by another setting (``cfsr.p1-01b``)."""
    found: list[tuple[Case, list[Case]]] = []
    for case in cases:
        if re.search(r"\d[a-z]$", case.name) and found:
            found[-1][1].append(case)
        else:
            found.append((case, []))
    return found


def _case(place: int, case: Case, others: Sequence[Case], entry: Indicator) -> Iterator[str]:
    yield from ("", f"### {place}. {_line(case.title)}", "")
    told = [f"Period `{case.period}`"]
    told += [f"`{name}={_plain(value)}`" for name, value in case.changed.items()]
    if case.edge_case:
        told.append(f"one of the ten hard cases: number {case.edge_case}")
    yield "; ".join(told) + "."
    for name, text in case.drawn.items():
        yield from ("", f"`{name}`", "", *_drawn(text))
    yield from ("", "Gives", "", *_answers(case.units))
    yield from ("", f"**{case.figure}** ({UNITS[entry.unit]})")
    for by, groups in case.groups.items():
        yield from (
            "",
            f"By `{by}`: " + "; ".join(f"{name} {told}" for name, told in groups.items()),
        )
    yield from _others(case, others)


def _drawn(text: str) -> Iterator[str]:
    header, *lines = (line.split() for line in text.strip().splitlines())
    yield _row(header)
    yield "|" + "---|" * len(header)
    yield from (_row(cells) for cells in lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _answers(units: dict[str, Answer]) -> Iterator[str]:
    yield from ("| whose | counts | why left out |", "|---|---|---|")
    for unit, answer in units.items():
        yield _row([unit, *_in_or_out(answer)])


def _in_or_out(answer: Answer) -> tuple[str, str]:
    if answer.rule == "counted":
        return answer.said, ""
    return "left out", answer.rule.replace("_", " ")


def _others(case: Case, others: Sequence[Case]) -> Iterator[str]:
    if others:
        yield ""
    for other in others:
        changed = {name: v for name, v in other.changed.items() if case.changed.get(name) != v}
        by = ", ".join(f"`{name}={_plain(value)}`" for name, value in changed.items())
        told = [
            f"{unit} {' '.join(_in_or_out(answer)).strip()}"
            for unit, answer in other.units.items()
            if case.units.get(unit) != answer
        ]
        yield f"- With {by}: {'; '.join([*told, f'**{other.figure}**'])}."


def _plain(value: Value | list[str]) -> str:
    return said(tuple(value) if isinstance(value, list) else value).replace("`", "")


def tests_of(found: Computed) -> list[Path]:
    """The tests that name the module of an indicator's expression."""
    module = getattr(found.units, "func", found.units).__module__
    package, _, name = module.rpartition(".")
    named = re.compile(
        rf"from {re.escape(module)} import|from {re.escape(package)} import .*\b{name}\b"
    )
    tests = sorted((ROOT / "tests/analytics").rglob("test_*.py"))
    return [path for path in tests if named.search(path.read_text(encoding="utf-8"))]


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
