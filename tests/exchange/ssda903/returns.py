"""Small returns, drawn: one line an episode."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS
from basehaven.exchange.ssda903.periods import Episode
from basehaven.exchange.ssda903.rows import day_of
from basehaven.exchange.stage import Staged
from tests.exchange.drawn import staged

XML_NAMES = {"CHILD": "CHILDID", "PLACE": "PL"}


def episode(text: str, *, line: int = 2, **more: str) -> Episode:
    """``01/01/2020 S C2 U6 01/02/2020 X1``, ``-`` for nothing."""
    start, rne, ls, place, end, rec = ("" if word == "-" else word for word in text.split())
    started_on = day_of(start)
    assert started_on is not None
    return Episode(
        file="episodes.csv", line=line, started_on=started_on, ended_on=day_of(end), rne=rne,
        ls=ls, cin="N1", place=place, provider="PR1", rec=rec, **more,
    )  # fmt: skip


def episodes(*lines: str) -> list[Episode]:
    return [episode(text, line=number) for number, text in enumerate(lines, start=2)]


def row(child: str, text: str, **more: str) -> dict[str, str]:
    """An episode as the file has it."""
    start, rne, ls, place, end, rec = ("" if word == "-" else word for word in text.split())
    values = {
        "CHILD": child, "DECOM": start, "RNE": rne, "LS": ls, "CIN": "N1", "PLACE": place,
        "PLACE_PROVIDER": "PR1", "DEC": end, "REC": rec,
    }  # fmt: skip
    return {**dict.fromkeys(EPISODE_COLUMNS, ""), **values, **more}


def header(child: str, **more: str) -> dict[str, str]:
    values = {"CHILD": child, "SEX": "F", "DOB": "01/05/2019", "ETHNIC": "WBRI"}
    return {**dict.fromkeys(HEADER_COLUMNS, ""), **values, **more}


def write_csv(
    folder: Path, headers: Sequence[dict[str, str]], rows: Sequence[dict[str, str]]
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns, lines in (
        ("header", HEADER_COLUMNS, headers),
        ("episodes", EPISODE_COLUMNS, rows),
    ):
        text = "\n".join(",".join(line[column] for column in columns) for line in lines)
        (folder / f"{name}.csv").write_text(f"{','.join(columns)}\n{text}\n", encoding="utf-8")
    return folder


def write_xml(
    path: Path, headers: Sequence[dict[str, str]], rows: Sequence[dict[str, str]]
) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    children = "".join(
        f"<CHILD><HEADER>{_leaves(head)}</HEADER>"
        + "".join(
            f"<EPISODE>{_leaves({k: v for k, v in line.items() if k != 'CHILD'})}</EPISODE>"
            for line in rows
            if line["CHILD"] == head["CHILD"]
        )
        + "</CHILD>"
        for head in headers
    )
    path.write_text(f"<?xml version='1.0'?><EXPSSDA903>{children}</EXPSSDA903>", encoding="utf-8")
    return path


def _leaves(values: dict[str, str]) -> str:
    return "".join(
        f"<{XML_NAMES.get(name, name)}>{escape(value)}</{XML_NAMES.get(name, name)}>"
        for name, value in values.items()
    )


def stage_return_of(folder: Path, *lines: str, **more: str) -> Staged:
    """One child ``milo`` with these episodes."""
    rows = [row("milo", text, **more) for text in lines]
    return staged(write_csv(folder / "in", [header("milo")], rows), "ssda903", "ssda903")
