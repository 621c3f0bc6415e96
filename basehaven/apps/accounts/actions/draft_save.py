from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Draft, User
from basehaven.core.errors import NotPossible

FORM = re.compile(r"^[a-z][a-z0-9_]{0,59}$")
LONGEST = 100_000  # characters of one draft: a long report, and not a file
KEPT_FOR = timedelta(days=14)  # holidays included; a draft is no place to keep a record


def draft_save(*, user: User, form: str, subject: str, values: dict[str, Any]) -> Draft | None:
    """Keep what somebody has typed so far; each save replaces the one before.

    Not in the audit trail: nothing of it is in a record yet, and nobody else reads it.
    """
    if not FORM.match(form) or len(subject) > 80:
        raise NotPossible(_("This form cannot keep drafts."))
    if len(json.dumps(values)) > LONGEST:
        raise NotPossible(_("This is too long to keep as a draft. Save it, or shorten it."))
    Draft.objects.filter(user=user, saved_at__lt=timezone.now() - KEPT_FOR).delete()
    if not any(values.values()):
        Draft.objects.filter(user=user, form=form, subject=subject).delete()
        return None
    draft, _made = Draft.objects.update_or_create(
        user=user, form=form, subject=subject, defaults={"values": values}
    )
    return draft
