"""What reading a federal file (AFCARS 2020) can say, to be translated; as ``finding_sentences``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

AFCARS_SENTENCES = (
    noop("A child without any removal."),
    noop("Check whether the removals were exported."),
    noop("A removal needs its first day."),
    noop("Write it as yyyymmdd, for example 20240331."),
    noop("Write the number that the child has in every half-year."),
    noop("This element stands twice and says two things."),
    noop("Not a code of this element. It is carried along and read as not known."),
    noop("It starts before the removal of %(day)s has ended, which has no end."),
    noop("It starts before the removal of %(day)s has ended, which ends on %(end)s."),
    noop("Correct one of the dates: a child has one removal at a time."),
    noop("Write the code in E155."),
    noop("A reason for leaving care without the day. It is read as still in care."),
    noop("Write the day in E153, or clear E155."),
    noop("The child left care on the day of the removal."),
    noop("The removal is dated before the child's birth."),
    noop("Check E5 and E69."),
    noop("The exit is dated before the child's birth."),
    noop("Check E5 and E153."),
    noop("This day lies after the half-year of the file (%(half)s)."),
    noop("Check the day, or the report date of the file."),
    noop(
        "The living arrangements do not stand in the order of their days. They are read in "
        "that order."
    ),
    noop("A living arrangement needs its first day."),
    noop(
        "A foster family home (E113) and another arrangement (E120) at once. It is read as "
        "a foster home."
    ),
    noop("Clear one of the two."),
    noop("It does not say where the child lived. It is read as another kind of place."),
    noop("Write 1 in E113, or the code in E120."),
    noop("A removal without any living arrangement."),
    noop("Add where the child lived: moves cannot be counted without it."),
    noop("Where the child lived is not recorded from %(day)s to here."),
    noop("Add the living arrangement of these days."),
    noop("The living arrangement starts before the removal (%(day)s)."),
    noop("Check E112 and E69."),
    noop("The living arrangement starts after the child left care (%(day)s)."),
    noop("Check E112 and E153."),
    noop(
        "The living arrangement starts before the removal of %(day)s has ended, which ends "
        "on %(end)s."
    ),
    noop("Check E112, E69 and E153."),
    noop(
        "%(file)s has an exit from this removal (%(day)s), and this later submission has "
        "none. The child is read as still in care."
    ),
    noop("If the child left, write the day in E153."),
    noop("This removal stands in %(file)s and not in this later submission. It is kept."),
    noop("If it never was, take it out of the earlier file."),
    noop(
        "This removal has no exit in %(file)s and is missing here, where the next one "
        "starts on %(day)s. When the child left is not known."
    ),
    noop("Add the removal with its exit to this record."),
    noop(
        "This removal of %(file)s shares days with the one of %(day)s and is missing here. "
        "It is left out: the later submission stands."
    ),
    noop("If both were, correct the dates here."),
    noop("This record says the same as record %(row)s. It is read once."),
    noop("Take one of the two out."),
    noop("This child stands in record %(row)s of the file already."),
    noop("Keep one of the two records."),
    noop("Still in care at the end of %(half)s, and not in a later half-year that is here."),
    noop("Look whether the child's number changed, or send the exit."),
    noop("Left out: the XML files of the folder are read, and nothing beside them."),
    noop(
        "%(file)s is of the same half-year. Where the two differ this file stands, as its "
        "name comes later."
    ),
    noop("If the other one is later, give it a name that comes last."),
    noop("The half-year %(half)s of agency %(agency)s is not among the files."),
    noop("Add it: what needs it cannot be computed."),
    noop("No agency (E1). Its rows are of the source that was named."),
    noop("Write E1 when several agencies are brought in together."),
    noop("%(number)s values of %(count)s elements are not read: the record does not need them."),
    noop(
        "%(number)s removals of before October 2022 (removal_1993) have no living "
        "arrangements in this file. Moves and home visits of theirs cannot be computed, and"
        " are not guessed."
    ),
    noop("No record of a child in this file."),
    noop("%(what)s: %(number)s of %(all)s, and the limit is %(limit)s in 100."),
    noop("Figures of this half-year need a word of caution; the state may have to send it again."),
    noop("%(number)s data-quality limits were checked and kept."),
    noop("Not checked: %(what)s."),
    noop("The file of 2020 has no count of placements; its living arrangements are dated instead."),
    noop("It needs the maltreatment files (NCANDS), which are not read."),
    noop("children still in care whose id is not in the next half-year"),
    noop("born after the removal"),
    noop("born after the exit"),
    noop("exit before the removal"),
    noop("removal and exit on one day"),
    noop("no usable birth date"),
    noop("no usable removal date"),
    noop("no count of placements"),
    noop("exits without a reason"),
    noop("records that fail any of these checks"),
    noop("children with one removal only"),
    noop("child ids that match across years of the maltreatment file"),
    noop("children whose sex or age differs between the two files"),
    noop("reports without the child's age"),
    noop("reports that carry the id of the foster care file"),
    noop("%(file)s: give the XML file of a half-year, or a folder or zip of several."),
    noop(
        "%(file)s: E2_report_date is '%(value)s', which is not the end of a half-year. "
        "Write its year and month, 03 or 09, for example 202409."
    ),
    noop(
        "%(file)s: no E2_report_date before the records, so the half-year is not known. "
        "Write the month in which it ends, for example 202409."
    ),
    noop("%(file)s: E1_title_iv_agency cannot name a source: %(problem)s"),
    noop("%(file)s: empty. Export it again, or take it out."),
    noop(
        "%(file)s: more than %(most)s elements in one record. That is not one child; export"
        " it again."
    ),
    noop("%(file)s: nested deeper than this file is."),
    noop(
        "%(file)s: no child's record of AFCARS 2020 in it. Give the XML file, or the folder"
        " with one file for each half-year."
    ),
    noop(
        "%(file)s: not XML. A file of before October 2022 (AFCARS 1993) is another format "
        "and is not read: give the XML of AFCARS 2020."
    ),
    noop(
        "%(file)s: starts with <%(tag)s>, and an AFCARS 2020 file with <acf:data>. Give the"
        " out-of-home care file as it was sent."
    ),
    noop("%(file)s: this is %(what)s. Choose the format %(format)s for it."),
    noop("England's return (SSDA903)"),
)

AFCARS_RULES = (
    noop("After the exit"),
    noop("After the half year"),
    noop("Before the removal"),
    noop("Element twice"),
    noop("Elements not carried"),
    noop("Exit never told"),
    noop("Exit taken back"),
    noop("Gone without an exit"),
    noop("Half year missing"),
    noop("Half year twice"),
    noop("In and out on one day"),
    noop("Kept from an earlier submission"),
    noop("Later submission stands"),
    noop("No agency"),
    noop("No arrangement"),
    noop("No first day"),
    noop("No record"),
    noop("No removal"),
    noop("No removal date"),
    noop("Not in order"),
    noop("Over a quality limit"),
    noop("Place not said"),
    noop("Quality limit not checked"),
    noop("Quality limits kept"),
    noop("Removals without arrangements"),
    noop("Same record twice"),
    noop("Two kinds at once"),
)
