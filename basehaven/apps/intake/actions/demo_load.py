"""The demo community into the record: staged like an import, and applied by the same sets."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.audit.actions import write_change
from basehaven.apps.intake.actions.demo_people import SOURCE, SignIn, demo_people_make
from basehaven.apps.intake.actions.import_index import index_people, index_what_was_left
from basehaven.apps.intake.actions.import_run import forget_files
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.report import summary_of
from basehaven.apps.intake.running import held, private_folder
from basehaven.apps.intake.sets.apply import Application
from basehaven.apps.intake.sets.prepare import prepare
from basehaven.apps.intake.sets.stage_in import stage_beside
from basehaven.core.errors import WrongSetting
from basehaven.exchange.demo import Plan, write_stage
from basehaven.exchange.stage import Staged

SLUG = "demo"
BATCH = 25  # districts, so 10,000 children, staged and applied in one go
Say = Callable[[str, int], None]  # what is being done, children so far


def demo_agency() -> Agency | None:
    """The demo that this database holds, or None."""
    return Agency.objects.filter(slug=SLUG, demo=True).first()


def demo_is_whole(agency: Agency) -> bool:
    """Whether loading it came to its end: the accounts are the last thing made."""
    return User.objects.filter(agency=agency).exists()


def demo_about(agency: Agency) -> dict[str, Any]:
    """How it was made: children, seed, today."""
    run = ImportRun.objects.filter(agency=agency, source_id=SOURCE).order_by("id").first()
    return dict(run.report.get("demo", {})) if run is not None else {}


def demo_load(*, plan: Plan, operator: str, say: Say | None = None) -> list[SignIn]:
    """Load the made-up community and its sign-ins.

    Can be called again after it was cut off: batches that are in stay.

    Args:
        plan: how many children, from which seed.
        operator: who runs this, for the audit trail.
        say: told how far it is.

    Raises:
        WrongSetting: the database holds a real agency, or production is set.
    """
    say = say or (lambda step, children: None)
    _refuse_among_real_children()
    agency, _ = Agency.objects.get_or_create(
        slug=SLUG, defaults={"name": "Willow and beyond (made up)", "demo": True}
    )
    by = Actor.at_command_line(agency, operator)
    folder = private_folder(settings.HOME / "imports")
    with held(folder / "demo"):
        index_what_was_left(operator=operator)
        for number, districts in enumerate(_batches(plan)):
            _load_batch(by, plan, number, districts, say)
        say("people", plan.children)
        return demo_people_make(by=by, request_id=uuid.uuid4())


def _refuse_among_real_children() -> None:
    if settings.PRODUCTION:
        raise WrongSetting(
            "BASEHAVEN_PRODUCTION=1 and the demo do not go together. Unset it, or leave the demo."
        )
    if Agency.objects.filter(demo=False).exists():
        raise WrongSetting(
            "This database holds an agency's own record; the demo goes into a database of its "
            "own. Give it one: DATABASE_URL=demo.sqlite3 basehaven demo"
        )


def _batches(plan: Plan) -> Iterator[range]:
    for first in range(1, plan.districts + 1, BATCH):
        yield range(first, min(first + BATCH, plan.districts + 1))


def _load_batch(by: Actor, plan: Plan, number: int, districts: range, say: Say) -> None:
    source_id = SOURCE if number == 0 else f"{SOURCE}-{number + 1}"
    done = ImportRun.State.DONE
    if ImportRun.objects.filter(agency=by.agency, source_id=source_id, state=done).exists():
        return
    before = sum(plan.children_of(district) for district in range(1, districts.start))
    with demo_run(by, source_id) as run:
        staged = write_stage(
            plan,
            run.stage_path,
            source_id=source_id,
            districts=districts,
            progress=lambda children: say("making", before + children),
        )
        say("saving", before)
        demo_apply(by, run, staged, about=_about(plan))


def _about(plan: Plan) -> dict[str, Any]:
    return {"children": plan.children, "seed": plan.seed, "today": plan.today.isoformat()}


@contextmanager
def demo_run(by: Actor, source_id: str) -> Iterator[ImportRun]:
    """A run that leaves neither files nor, when it fails, itself."""
    run = ImportRun.objects.create(
        agency=by.agency,
        format=ImportRun.Format.TABLES,
        source_id=source_id,
        file_name="made up",
        state=ImportRun.State.APPLYING,
        operator=by.label,
    )
    private_folder(run.folder)
    try:
        yield run
    except BaseException:
        # If nothing of it was saved, the next start makes it anew.
        ImportRun.objects.filter(pk=run.pk).exclude(state=ImportRun.State.DONE).delete()
        raise
    finally:
        forget_files(run)


def demo_apply(by: Actor, run: ImportRun, staged: Staged, about: dict[str, Any]) -> None:
    """Save a stage, all of it or none, as an import does."""
    prepare(staged)
    with stage_beside(staged), transaction.atomic():
        application = Application(staged, run, by)
        changes = application.apply()
        run.state, run.settled_at = ImportRun.State.DONE, timezone.now()
        before = application.people_before
        run.report = {**summary_of(staged, changes), "demo": about, "people_before": before}
        run.save()
        write_change(by=by, action="demo_load", row=run)
    index_people(run, application.people, by=by)
