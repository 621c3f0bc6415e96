"""Small AFCARS files, drawn: one call a child, words for days and codes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from basehaven.exchange.stage import Staged
from tests.exchange.drawn import staged

FLAGS = {
    "licensed": "E114_licensed_home", "therapeutic": "E115_therapeutic_home",
    "shelter": "E116_shelter_care_home",
    "relative": "E117_relative_foster_family",
    "preadoptive": "E118_pre_adopt_home", "kin": "E119_kin_foster_family",
}  # fmt: skip
OPEN = '<acf:data xmlns:acf="http://www.acf.hhs.gov">'


def leaf(name: str, value: object = "") -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


def lived(text: str) -> str:
    """``20240501 relative licensed`` is a foster family home, ``20240501 12`` something else."""
    day, *words = text.split()
    other = next((word for word in words if word.isdigit()), "")
    flags = [word for word in words if word in FLAGS]
    is_foster = "foster" in words or bool(flags)
    home = "".join(leaf(FLAGS[word], int(word in flags)) for word in FLAGS)
    return (
        "<living_arrangement>"
        + leaf("E112_date_living_arrangement", "" if day == "-" else day)
        + leaf("E113_foster_family_home", "" if "?" in words else int(is_foster))
        + f"<E114_E146_foster_family_home_type>{home}</E114_E146_foster_family_home_type>"
        + leaf("E120_other_living_arrangement_type", other)
        + "</living_arrangement>"
    )


def removal(
    on: str,
    *places: str,
    exit: str = "",  # noqa: A002
    reason: object = "",
    form: str = "2020",
    more: str = "",
) -> str:
    arrangements = (
        "<E112_E146_living_arrangements>" + "".join(map(lived, places))
        + "</E112_E146_living_arrangements>"
    ) if form == "2020" else ""  # fmt: skip
    return (
        f"<removal_{form}>{leaf('E69_removal_date', on)}{more}{arrangements}"
        f"{leaf('E153_exit_date', exit)}{leaf('E155_exit_reason', reason)}</removal_{form}>"
    )


def record(
    child: str, *removals: str, born: str = "20220501", sex: object = 2, more: str = ""
) -> str:
    return (
        "<record>" + leaf("E4_child_record_number", child) + leaf("E5_date_of_birth", born)
        + leaf("E6_sex", sex) + more
        + f"<E69_E186_removals>{''.join(removals)}</E69_E186_removals></record>"
    )  # fmt: skip


def document(*records: str, agency: str = "53", date: str = "202409", opening: str = OPEN) -> str:
    closing = "</" + opening[1:].split()[0].strip(">") + ">"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{opening}'
        + leaf("E1_title_iv_agency", agency) + leaf("E2_report_date", date)
        + f"<records>{''.join(records)}</records>{closing}"
    )  # fmt: skip


def write(path: Path, *records: str, **about: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document(*records, **about), encoding="utf-8")
    return path


def stage_of(folder: Path, *records: str, **about: str) -> Staged:
    return staged(write(folder / "one.xml", *records, **about), "afcars2020", "afcars")


def stage_files(folder: Path, files: dict[str, Sequence[str]], **dates: str) -> Staged:
    """Files by name, ``{"a": [records]}``; ``a="202409"`` is its report date."""
    for name, records in files.items():
        write(folder / "in" / f"{name}.xml", *records, date=dates[name])
    return staged(folder / "in", "afcars2020", "afcars")
