"""The rows of the knowledge on cues as a clinician reads them before turning one on."""

from __future__ import annotations

from dataclasses import dataclass

from basehaven.apps.accounts.models import Agency
from basehaven.apps.room.models import CueRowOn
from basehaven.apps.room.names import language_now
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.models import CueRow


@dataclass(frozen=True)
class RowShown:
    """One row, what it says, what it rests on, and who turned it on."""

    entry: CueRow
    language: str
    on: CueRowOn | None

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def label(self) -> str:
        return self.entry.label.of(self.language)

    @property
    def seen(self) -> str:
        return self.entry.seen.of(self.language)

    @property
    def means(self) -> list[tuple[str, str]]:
        return [(m.of(self.language), m.try_.of(self.language)) for m in self.entry.may_mean]

    @property
    def avoid(self) -> list[str]:
        return [words.of(self.language) for words in self.entry.avoid]

    @property
    def grade(self) -> str:
        words = library().files.phrases.evidence
        return words[self.entry.evidence].of(self.language)

    @property
    def is_draft(self) -> bool:
        return self.entry.review.status != "checked"

    @property
    def citations(self) -> list[str]:
        cited = {ref.id: ref.citation for ref in library().files.sources.references}
        return [cited.get(each.id) or each.id for each in self.entry.references]


def cue_rows(agency: Agency) -> list[RowShown]:
    on = {
        row.row_id: row
        for row in CueRowOn.objects.filter(agency=agency, turned_off_at=None).select_related(
            "turned_on_by"
        )
    }
    language = language_now()
    return [
        RowShown(entry, language, on.get(row_id)) for row_id, entry in library().entries.items()
    ]
