from __future__ import annotations

import re
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Agency, Role, User
from basehaven.core.errors import NotPossible

USERNAME = re.compile(r"^[\w.@+-]{2,60}$")


def one_time_password() -> str:
    """Twenty letters and digits: long enough to guess never, to be typed once."""
    return "-".join(secrets.token_hex(2) for _each in range(5))


@transaction.atomic
def user_add(
    *, username: str, agency: Agency, role: str, name: str = "", password: str = ""
) -> tuple[User, str]:
    """Make an account and its one-time password, which must be changed at the first sign-in.

    The caller writes the audit entry in the same transaction: the trail is a layer above.
    """
    if not USERNAME.match(username):
        raise NotPossible(
            _("A sign-in name has 2 to 60 letters, digits or . @ + - _ and no space.")
        )
    if username.startswith("demo-") and not agency.demo:
        raise NotPossible(_("Names that begin with demo- are for the demo. Choose another."))
    if role not in Role.values:
        raise NotPossible(_("Choose a role: %(roles)s.") % {"roles": ", ".join(Role.values)})
    if User.objects.filter(username__iexact=username).exists():
        raise NotPossible(_("Somebody signs in by this name already. Choose another."))
    chosen = password or one_time_password()
    user = User(
        username=username,
        agency=agency,
        role=role,
        name=name.strip() or username,
        must_change_password=True,
    )
    try:
        validate_password(chosen, user)
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    user.set_password(chosen)
    user.save()
    return user, chosen


@transaction.atomic
def user_new_password(*, user: User) -> str:
    """A new one-time password for somebody who cannot get in; it ends all their sign-ins."""
    chosen = one_time_password()
    user.set_password(chosen)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return chosen
