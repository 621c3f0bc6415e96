"""Whatever people need to do has a page: every action is called by a view, or it says why not."""

from __future__ import annotations

import re

from tests.architecture.house import modules

CALLED_OTHERWISE = {  # action: where from
    "adult_create": "in the same write as the tie, shift or right that needs the new person",
    "home_create": "in the same write as the stay that needs the new home",
}


def _actions() -> set[str]:
    """Names of the functions that write and are audited."""
    found = set()
    for module in modules("basehaven/apps"):
        found |= set(re.findall(r'@audited\("(\w+)"\)\ndef \1\(', module.text))
    return found


def test_every_action_is_called_by_a_view_or_says_from_where():
    views = "\n".join(m.text for m in modules("basehaven/apps") if "/views/" in m.name)
    actions = _actions()
    assert len(actions) > 40
    unreached = {name for name in actions if not re.search(rf"\b{name}\b(?=\()", views)}
    renamed = set(re.findall(r"import (\w+) as \w+", views))  # a view has its action's name
    assert unreached - renamed == set(CALLED_OTHERWISE), (
        "give the action a page, or say here from where it is called"
    )


def test_whatever_is_called_otherwise_is_called():
    others = "\n".join(m.text for m in modules("basehaven/apps") if "/forms/" in m.name)
    assert all(f"actions.{name}(" in others for name in CALLED_OTHERWISE)


def test_every_form_of_a_correction_has_a_way_to_it():
    """A kind of row that can be corrected is in the list of tables, or has a view of its own."""
    from basehaven.apps.record.actions.corrections import CORRECTABLE
    from basehaven.apps.record.forms.tables import TABLES

    views = {m.path.stem for m in modules("basehaven/apps") if "/views/" in m.name}
    listed = {editable.model for editable in TABLES.values()}
    others = {model._meta.model_name for model in CORRECTABLE.keys() - listed}
    assert {name for name in others if f"{name}_correct" not in views} == set()
