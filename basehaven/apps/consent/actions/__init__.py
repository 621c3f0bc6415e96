"""The only writers of consents."""

from basehaven.apps.consent.actions.consent_give import consent_give
from basehaven.apps.consent.actions.consent_revoke import consent_revoke

__all__ = ["consent_give", "consent_revoke"]
