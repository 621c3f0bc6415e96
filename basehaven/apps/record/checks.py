"""What has to be right before the record is served."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.contact import silence_rules


@register
def silence_rules_can_be_read(**_: Any) -> list[CheckMessage]:
    try:
        silence_rules(settings.BASEHAVEN_SILENCE_RULES)
    except KnowledgeIncomplete as error:
        hint = "Mend the file that BASEHAVEN_SILENCE_RULES names, or unset it."
        return [Error(str(error), hint=hint, id="record.E001")]
    return []
