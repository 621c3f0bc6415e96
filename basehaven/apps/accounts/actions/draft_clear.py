from __future__ import annotations

from basehaven.apps.accounts.models import Draft, User


def clear_draft(user: User | None, form: str, subject: object = "") -> None:
    """Forget a draft. Call it inside the transaction that saves the form.

    Then a save that fails keeps the draft, and one that succeeds never shows it again.
    """
    if user is not None:
        Draft.objects.filter(user=user, form=form, subject=str(subject)).delete()
