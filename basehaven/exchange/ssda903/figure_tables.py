"""Stored rows of a return as rows of the open tables, overlaps and all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from basehaven.exchange.findings import WARNED, Finding
from basehaven.exchange.ssda903.carers import follow_carers
from basehaven.exchange.ssda903.codes import Code, codes
from basehaven.exchange.ssda903.derive import home_id_of
from basehaven.exchange.ssda903.figure_rows import FigureReport
from basehaven.exchange.ssda903.periods import DayNames, Episode

NO_URN = "XXXXXXX"  # a place outside England, which has none
UNKNOWN = Code("")
ELSEWHERE = "other"  # the kind of a stay whose code is not known
IN_ORDER = """
SELECT child, started, ended, rne, ls, place, rec, pl_post, urn, file, line, rowid
FROM episodes ORDER BY child, started, coalesce(ended, '9999'), rowid
"""
Rows = Iterator[dict[str, Any]]


def child_rows(db: sqlite3.Connection, report: FigureReport) -> Rows:
    """Children of the header, then those whom only the episodes name."""
    for child, born, sex, ethnic in db.execute("SELECT child, born, sex, ethnic FROM header"):
        group = codes("ETHNIC").get(ethnic, UNKNOWN)
        yield {
            "child_id": child,
            "born_on": born,
            "born_precision": "day" if born else None,
            "sex": codes("SEX").get(sex, UNKNOWN).ours,
            "groups": [ethnic] if ethnic and not group.unknown else [],
        }
    alone = db.execute(
        "SELECT child, file, min(line) FROM episodes "
        "WHERE child NOT IN (SELECT child FROM header) GROUP BY child ORDER BY child"
    )
    for child, file, line in alone:
        report.note(
            Finding(WARNED, "child-missing-from-header", file, line, "CHILD", child,
                    "This child is missing from the header.",
                    "Add the child to the header: figures by age leave the child out.", child)
        )  # fmt: skip
        yield {"child_id": child}


def stay_and_removal_rows(
    db: sqlite3.Connection, table: str, secret: bytes, report: FigureReport
) -> Rows:
    """Rows of one of the two tables, child by child."""
    for child, rows in groupby(db.execute(IN_ORDER), key=lambda row: row[0]):
        stored = list(rows)
        episodes = [_episode(row) for row in stored]
        overlaps = _note_overlaps(child, episodes, report)
        periods = _periods(episodes)
        if table == "removals":
            yield from _removals(child, periods)
            continue
        carers = _carer_ids(child, episodes) if not overlaps else [None] * len(episodes)
        removal = {id(one): name for name, run in periods for one in run}
        for row, episode, carer in zip(stored, episodes, carers, strict=True):
            yield _stay(child, row[-1], episode, carer, removal[id(episode)], secret)


def _episode(row: Sequence[Any]) -> Episode:
    _child, started, ended, rne, ls, place, rec, pl_post, urn, file, line, _rowid = row
    urn = urn.upper()
    return Episode(
        file=file, line=line, started_on=date.fromisoformat(started),
        ended_on=date.fromisoformat(ended) if ended else None, rne=rne, ls=ls, place=place,
        rec=rec, pl_post=" ".join(pl_post.upper().split()), urn="" if urn == NO_URN else urn,
    )  # fmt: skip


def _note_overlaps(child: str, episodes: Sequence[Episode], report: FigureReport) -> int:
    """Rows that start before an earlier one has ended: kept, and said."""
    overlaps = 0
    latest: Episode | None = None
    for episode in episodes:
        if latest is not None and episode.started_on < _end(latest):
            overlaps += 1
            report.note(
                Finding(WARNED, "overlap", episode.file, episode.line, "DECOM",
                        f"{episode.started_on:%d/%m/%Y}",
                        f"It starts before the episode of row {latest.line} has ended.",
                        "Correct one of the dates: figures count both rows.", child)
            )  # fmt: skip
        if latest is None or _end(episode) >= _end(latest):
            latest = episode
    return overlaps


def _end(episode: Episode) -> date:
    return episode.ended_on or date.max


def _periods(episodes: Sequence[Episode]) -> list[tuple[str, list[Episode]]]:
    """Periods of care, as for the record; an overlap belongs to the one it lies in."""
    names = DayNames()
    found: list[tuple[str, list[Episode]]] = []
    latest: Episode | None = None
    for episode in episodes:
        apart = latest is not None and (
            episode.started_on > _end(latest)
            or (latest.closes and episode.started_on >= _end(latest))
        )
        if latest is None or apart or episode.rne == "S":
            found.append((names.next(episode.started_on), []))
            latest = None
        found[-1][1].append(episode)
        if latest is None or _end(episode) >= _end(latest):
            latest = episode
    return found


def _removals(child: str, periods: Sequence[tuple[str, list[Episode]]]) -> Rows:
    for number, (name, run) in enumerate(periods, start=1):
        last = max(run, key=_end)
        over = last.closes or number < len(periods)
        reason = codes("REC").get(last.rec, UNKNOWN).exit
        yield {
            "child_id": child,
            "removal_id": name,
            "removed_on": run[0].started_on,
            "exited_on": last.ended_on if over else None,
            "exit_reason": reason if last.closes else None,
        }


def worker_rows(db: sqlite3.Connection) -> Rows:
    """Social workers as ties: of a file that tells of nobody else, so ``derived``."""
    for number, child, worker, started, ended in db.execute(
        "SELECT rowid, child, worker, started, ended FROM workers ORDER BY rowid"
    ):
        yield {
            "tie_id": f"social-worker-{number:09d}",
            "child_id": child,
            "adult_id": worker,
            "kind": "caseworker",
            "started_on": date.fromisoformat(started),
            "ended_on": date.fromisoformat(ended) if ended else None,
            "derived": True,
        }


def _carer_ids(child: str, episodes: Sequence[Episode]) -> list[str | None]:
    """Ids of unnamed carers, as the record derives them; None where a code is not known."""
    if any(e.place not in codes("PLACE") or e.rne not in codes("RNE") for e in episodes):
        return [None] * len(episodes)
    names = DayNames()
    ids: dict[int, str] = {}
    found: list[str | None] = []
    for episode, carer in zip(episodes, follow_carers(episodes), strict=True):
        if carer is None or not episode.placement.tie:
            found.append(None)
            continue
        if id(carer) not in ids:
            ids[id(carer)] = f"carer-{child}-{names.next(carer.started_on)}"
        found.append(ids[id(carer)])
    return found


def _stay(
    child: str, rowid: int, episode: Episode, carer: str | None, removal: str, secret: bytes
) -> dict[str, Any]:
    known = episode.place in codes("PLACE")
    return {
        "child_id": child,
        "stay_id": f"{rowid:09d}",  # in the order of the file, as the engines sort text
        "removal_id": removal,
        "started_on": episode.started_on,
        "ended_on": episode.ended_on,
        "kind": episode.placement.stay if known else ELSEWHERE,
        "home_id": home_id_of(episode, secret) if known else "",
        "carer_ids": [carer] if carer else [],
        "ssda903_place": episode.place,
        "ssda903_rne": episode.rne,
        "ssda903_ls": episode.ls,
        "ssda903_rec": episode.rec,
    }
