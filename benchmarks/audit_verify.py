"""How fast a chain of looks is verified: links a second, by time of the processor.

    python -m benchmarks.audit_verify --links 200000
    DATABASE_URL=postgres://... python -m benchmarks.audit_verify

The recipe of the input: one new agency with this many looks, each linked to the one before.
The peer, in the same run: SHA-256 alone over as many texts of the length of one link, which
no verification can beat. They are written in a
transaction that is rolled back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
import uuid

import django

A_LINK = 300  # bytes that are digested for one look, about


def hashes_alone(count: int) -> float:
    """Links a second if a link were one digest and nothing else."""
    text = b"x" * A_LINK
    started = time.process_time()
    for _ in range(count):
        hashlib.sha256(text).hexdigest()
    return count / (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--links", type=int, default=100_000)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basehaven.project.settings")
    django.setup()
    from django.db import router, transaction
    from django.utils import timezone

    from basehaven.apps.accounts.models import Agency
    from basehaven.apps.audit.chain import FIRST_HASH, digest
    from basehaven.apps.audit.models import Look
    from basehaven.apps.audit.queries import verify

    agency = Agency(name="A chain to measure")
    rows, before = [], FIRST_HASH
    for seq in range(1, given.links + 1):
        row = Look(
            agency_ref=agency.ref, seq=seq, at=timezone.now(), actor="user:0123456789ab",
            action="child_show", child_ref=uuid.uuid4(), hash_before=before, grounds="teacher",
        )  # fmt: skip
        row.hash = before = digest(row)
        rows.append(row)
    with transaction.atomic(using=router.db_for_write(Look)):
        Look.objects.bulk_create(rows, batch_size=2000)
        started = time.process_time()
        held = verify(agency, "looks").holds
        rate = given.links / (time.process_time() - started)
        transaction.set_rollback(True, using=router.db_for_write(Look))
    figures = {
        "links": given.links,
        "holds": held,
        "links_a_second": round(rate),
        "digests_alone_a_second": round(hashes_alone(given.links)),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
