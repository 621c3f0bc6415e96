"""A file of moments: read as it stands, or refused with the field and the way out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from basehaven.core.cues.types import CardLine, Helped
from basehaven.core.errors import UnreadableSource
from basehaven.exchange.moments.read import MOST_BYTES, Vignette, read_moments

CUES = {"cried", "hit", "hid", "pulled_at_door"}
WHOLE = """
name: at the door
seen: [cried, hit]
context: arrival
age_months: 14
corrected_age_months: 12
arousal: wound_up
sought: nobody
date: 2026-03-02
helped:
  - {did: scarf, context: arrival, tried: 5, helped: 3, partly: 1, last: 2026-02-27}
card:
  - Blue scarf.
  - {text: Wait outside., cues: [hid], contexts: [play]}
before:
  - {date: 2026-02-20, context: hurt, seen: [cried], distress: true, arousal: overwhelmed,
     sought: someone, response: held, soothed: "yes"}
days_here: [2026-02-20, 2026-03-02]
"""


def written(folder: Path, text: str, name: str = "morning.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> list[Vignette]:
    return read_moments(written(folder, text), CUES)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(UnreadableSource) as error:
        read(folder, text)
    assert error.value.exit_code == 4
    return str(error.value)


def test_every_field_arrives(tmp_path):
    (vignette,) = read(tmp_path, WHOLE)
    moment, history = vignette.moment, vignette.history
    assert (vignette.name, moment.seen) == ("at the door", {"cried", "hit"})
    assert (moment.context, moment.months, moment.corrected_months) == ("arrival", 14, 12)
    assert (moment.arousal, moment.sought, moment.on) == ("wound_up", "nobody", date(2026, 3, 2))
    assert history.helped == (Helped("scarf", "arrival", 5, 3, 1, date(2026, 2, 27)),)
    assert history.card == (
        CardLine("Blue scarf."),
        CardLine("Wait outside.", frozenset({"hid"}), frozenset({"play"})),
    )
    (past,) = history.observations
    assert (past.on, past.context, past.seen) == (date(2026, 2, 20), "hurt", {"cried"})
    assert (past.hard, past.arousal, past.sought) == (True, "overwhelmed", "someone")
    assert (past.response, past.soothed) == ("held", "yes")
    assert history.days_here == (date(2026, 2, 20), date(2026, 3, 2))


def test_what_is_not_written_stays_unknown(tmp_path):
    (vignette,) = read(tmp_path, "seen: [cried]")
    moment = vignette.moment
    assert (moment.context, moment.months, moment.arousal, moment.sought) == ("", None, "", "")


def test_what_helped_is_counted_where_nobody_counted_it(tmp_path):
    (vignette,) = read(tmp_path, WHOLE.replace("helped:\n  - {did: scarf, context: arrival, "
        "tried: 5, helped: 3, partly: 1, last: 2026-02-27}\n", ""))  # fmt: skip
    assert [(done.did, done.helped) for done in vignette.history.helped] == [("held", 1)]


def test_json_and_yaml_lists_and_single_moments_are_read_alike(tmp_path):
    one = {"seen": ["cried"], "date": "2026-03-02"}
    for values in (one, [one], {"moments": [one]}):
        (vignette,) = read(tmp_path, json.dumps(values))
        assert vignette.moment.on == date(2026, 3, 2)
    assert [v.name for v in read(tmp_path, "- seen: [cried]\n- seen: [hit]")] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seen: [hitt]", "'seen': there is no cue 'hitt'. Did you mean 'hit'?"),
        ("seen: [yodelled_loudly]", "`basehaven read-cues --words` lists them"),
        ("seen: cried", "'seen': Input should be a valid list"),
        ("context: arrival", "'seen': Field required"),
        ("seen: [cried]\ncontxt: arrival", "'contxt': not a field. Did you mean 'context'?"),
        ("seen: [cried]\nzzz: 1", "'zzz': not a field. Take it out."),
        ("seen: [cried]\ncontext: doorway", "'context': "),
        ("seen: [cried]\narousal: angry", "'arousal': "),
        ("seen: [cried]\nage_months: 14.5", "'age_months': Input should be a valid integer"),
        ("seen: [cried]\nage_months: -1", "'age_months': Input should be greater"),
        ("seen: [cried]\nage_months: true", "'age_months': "),
        ("seen: [cried]\nage_months: 9\ncorrected_age_months: 10", "corrected_age_months is more"),
        ("seen: [cried]\ndate: 20260302", "'date': write a day such as 2026-03-02"),
        ("seen: [cried]\ndate: 2026-02-30", "not readable as YAML or JSON"),
        ("seen: [cried]\ndate: 2026-03-02T08:00:00Z", "'date': write a day such as 2026-03-02"),
        ("seen: [cried]\nbefore: [{date: 2026-03-01, seen: [hitt]}]", "'before.1.seen': there is"),
        ("seen: [cried]\nbefore: [{dat: 2026-03-01}]", "Did you mean 'date'?"),
        ("seen: [cried]\ncard: [{text: x, cues: [hitt]}]", "'card.1.cues': there is no cue 'hitt'"),
        ("seen: [cried]\nhelped: [{did: x, tried: 1, helped: 2, last: 2026-03-01}]",
         "'helped.1': helped and partly together are more than tried"),
        ("seen: [cried]\nseen: [hit]", "'seen' stands twice"),
        ("seen: [cried", "not readable as YAML or JSON"),
        ("? [a]\n: b", "not readable as YAML or JSON"),
        ("seen: !!python/name:os.getcwd", "not readable as YAML or JSON"),
        ("", "no moments. Write at least 'seen:'"),
        ("moments: []", "no moments"),
        ("just words", "no moments"),
        ("moments: [{seen: [cried]}]\nname: x", "'name' stands beside 'moments'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_the_way_out(tmp_path, text, said):
    message = refused(tmp_path, text)
    assert message.startswith("morning.yaml")
    assert said in message


def test_all_that_is_wrong_is_said_at_once_with_the_number_of_the_moment(tmp_path):
    message = refused(tmp_path, "- seen: [hitt]\n- seen: [cried]\n- seen: [cried]\n  age: 3\n")
    assert "2 things to mend" in message
    assert "moment 1, 'seen'" in message
    assert "moment 3, 'age': not a field" in message


def test_a_long_list_of_faults_is_cut_and_counted(tmp_path):
    message = refused(tmp_path, "\n".join("- seen: [hitt]" for _ in range(25)))
    assert "25 things to mend" in message
    assert message.endswith("and 5 more")


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    path = tmp_path / "photo.yaml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UnreadableSource, match="not in UTF-8"):
        read_moments(path, CUES)
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        read_moments(tmp_path / "none.yaml", CUES)
    with pytest.raises(UnreadableSource, match="larger than 5 MiB"):
        read_moments(written(tmp_path, "#" * (MOST_BYTES + 1)), CUES)


def test_aliases_that_would_unfold_without_end_are_refused_quickly(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "not a field" in refused(tmp_path, bomb + "seen: *i\n")
