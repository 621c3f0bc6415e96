"""Who is signed in, read together with their agency: every page asks for both."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from basehaven.apps.accounts.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        user: User | None = User.objects.select_related("agency").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
