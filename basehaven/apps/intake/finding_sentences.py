"""What reading a file can say, so that each sentence can be translated.

The readers know no language but English: the command line, the reports and the
files of refused rows stay as they wrote them. The pages put the same sentences into
the reader's language (``finding_words.py``). A test holds this list against the
readers' source.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

from basehaven.apps.intake.finding_sentences_afcars import AFCARS_RULES, AFCARS_SENTENCES

SENTENCES = (
    noop("This %(columns)s stands twice in the table."),
    noop("Keep one of the two rows."),
    noop("This pair stands in the table the other way round too."),
    noop("Keep one of the two rows: each pair is written once."),
    noop("The row of %(table)s that it points at was refused."),
    noop("Mend that row first."),
    noop("Neither true nor false."),
    noop("Write true or false."),
    noop("A character in it cannot be shown."),
    noop("Type it again."),
    noop("%(length)s characters; this column holds %(most)s."),
    noop("Shorten it, or carry the rest in a column of your own."),
    noop("%(length)s characters; an id has at most %(most)s."),
    noop("Write a shorter id, here and wherever it is referred to."),
    noop("Not a word that this column knows."),
    noop("It takes: %(words)s."),
    noop("One of the list is empty."),
    noop("Remove the extra '|'."),
    noop("'|' stands in one of the list and joins lists in CSV."),
    noop("Write it another way."),
    noop("'%(word)s' is not a word that this column knows."),
    noop("It takes: %(words)s, joined with |."),
    noop("One id stands twice in the list."),
    noop("Keep one."),
    noop("Not a whole number."),
    noop("Write digits only."),
    noop("Not a number."),
    noop("Write it with a point: 3.5."),
    noop("This column keeps %(decimals)s decimals."),
    noop("Write %(number)s."),
    noop("Not a number that this column holds."),
    noop("It goes from %(least)s to %(most)s."),
    noop("The year %(year)s cannot be meant."),
    noop("Check the year."),
    noop("This column is required and empty."),
    noop("Fill it in."),
    noop("'%(sign)s' stands in this id and is kept for joining ids."),
    noop("Write the id without it, here and wherever it is referred to."),
    noop("Not a day of the calendar."),
    noop("Write it as 2024-03-31."),
    noop("A time without its zone."),
    noop("Add the zone, such as +00:00 or -08:00."),
    noop("Not a time."),
    noop("Write it as 2024-03-31T07:52:00+00:00."),
    noop("It starts before the stay of row %(row)s has ended, which has no end."),
    noop("It starts before the stay of row %(row)s has ended, which ends on %(day)s."),
    noop("Correct one of the dates, or mark both stays as shared if the child alternates."),
    noop("Not an open table; left out."),
    noop("Tables are called %(tables)s."),
    noop("The row has %(cells)s cells where the heading has %(columns)s."),
    noop("Compare it with the rows around it: often a comma stands inside a value."),
    noop("A child is not their own sibling."),
    noop("Correct one of the two ids."),
    noop("The ids of this row together pass %(most)s characters."),
    noop("Use shorter ids."),
    noop("Column %(column)s has no heading and something stands in it."),
    noop("Give the column a name."),
    noop("It ends before it starts (%(day)s)."),
    noop("Check both dates."),
    noop("No such row in %(table)s, neither in these files nor in the record."),
    noop("Add it to %(table)s, or correct the id."),
    noop("The record has the child living elsewhere then, from %(start)s until now."),
    noop("The record has the child living elsewhere then, from %(start)s until %(end)s."),
    noop("Correct the date here, or end or correct that stay in the record first."),
    noop("%(rows)s rows left out: their record is closed by a lawful order."),
    noop("Nothing to do."),
    noop("The row has %(columns)s more than once."),
    noop("The episode starts before the child's birth date."),
    noop("Check DOB in the header and DECOM here."),
    noop("Nothing is recorded from %(day)s (row %(row)s) to here. A new period of care is read."),
    noop("Add the missing episode, or write in the one before why care ended."),
    noop("RNE S, though row %(row)s does not say that care ended."),
    noop("Write P, T, L, B or U here, or the reason why care ended there."),
    noop("A reason for ending without a day (DEC). It is read as still going on."),
    noop("Write the day in DEC, or clear REC."),
    noop("The placement changes after this episode (row %(row)s) and no reason is given."),
    noop("Write one of: %(codes)s."),
    noop("RNE L says that only the legal status changed, but the placement did too."),
    noop("Write U if the carer is the same, B if the carer changed."),
    noop("%(place)s stays with the current carers and goes with RNE S, T or U."),
    noop("Check which of the two codes is meant."),
    noop(
        "RNE %(code)s says that the carer stays, and %(place)s has none of its own. The tie "
        "goes on without the child living there."
    ),
    noop("If the carer changed, write P or B."),
    noop("%(days)s days under V3, of which one break has at most %(most)s."),
    noop("If the child is looked after all the time, write V2."),
    noop("%(place)s is temporary; care may not start or end in it."),
    noop("Record the placement that it interrupted."),
    noop("A period of care should start with RNE S. It is read as going on from before."),
    noop("If care began here, write S; if earlier, import the earlier return too."),
    noop("An end without its reason."),
    noop("Write the code in REC."),
    noop("A reason for changing placement, and the placement does not change after this."),
    noop("Clear it, or check the next episode."),
    noop("%(days)s days in %(place)s, which lasts at most %(most)s."),
    noop("After that it is a placement of its own: write its code."),
    noop("%(code)s is not a code of the year of %(day)s."),
    noop("Use the code of that year."),
    noop("X1 says that another episode follows the same day, and none does."),
    noop("Add the next episode, or write the reason why care ended."),
    noop(
        "The carer's holiday number %(number)s in the year from 1 April %(year)s; at most %(most)s."
    ),
    noop("Check whether T3 is meant."),
    noop(
        "After a temporary placement the child comes back to that of row %(row)s "
        "(%(place)s), and this is another."
    ),
    noop("Check PLACE and PL_POST, or record the move as one of its own."),
    noop("Coming back from a temporary placement is written with RNE P."),
    noop("Write P."),
    noop("Not a code of this column."),
    noop("A code is needed here."),
    noop("Known codes: %(codes)s."),
    noop("No birth date."),
    noop("Add it: ages are not shown without one."),
    noop("Nothing stands here."),
    noop("Write M, F or U."),
    noop("No child's id stands here."),
    noop("Write the id that the header has, or remove the row."),
    noop("This cannot be a child's id."),
    noop("Write at most %(most)s letters and digits."),
    noop("Type the row again."),
    noop("An episode needs its first day."),
    noop("Write it as dd/mm/yyyy."),
    noop("Write it as dd/mm/yyyy, for example 31/03/2024."),
    noop("Left out: the CSV files of the folder are read, and nothing beside them."),
    noop("%(rows)s rows left out, not needed for the record: %(what)s."),
    noop("%(rows)s rows left out, not a part of the return that is known."),
    noop("UPN, MOTHER and MC_DOB are not carried: the record does not need them."),
    noop(
        "HOME_POST is not carried: it says where the family lives. PL_POST is kept as the "
        "address of a confidential home."
    ),
    noop("This child stands in row %(row)s of the header already."),
    noop("This child is missing from the header."),
    noop("Add the child to the header, or correct the id here."),
    noop("It starts before the episode of row %(row)s has ended, which has no end."),
    noop("It starts before the episode of row %(row)s has ended, which runs until %(day)s."),
    noop("Correct one of the dates: a child has one episode at a time."),
    noop("reviews of the plan"),
    noop("health and convictions"),
    noop("young people after care"),
    noop("children who came alone to ask for asylum"),
    noop("details of adoptions"),
    noop("decisions to place for adoption"),
    noop("adoptions and orders before care"),
    noop("days when a child was missing"),
    noop("social workers"),
    noop("%(file)s: %(count)s files in it; at most %(most)s are read."),
    noop("%(file)s: too large when unpacked. Split it by year."),
    noop("%(file)s: two files of one name. Keep one."),
    noop("%(file)s: a link, not a file. Copy the file itself here."),
    noop("%(file)s: not what its ending says. Save it again."),
    noop("%(file)s: this is %(what)s, not a CSV file. Save it as CSV in UTF-8."),
    noop("a zip archive or a spreadsheet"),
    noop("a Parquet file"),
    noop("an XML or web page file"),
    noop("a PDF"),
    noop("an old spreadsheet"),
    noop("a gzip archive"),
    noop("a file in UTF-16"),
    noop("a database"),
    noop(
        "%(file)s, row %(row)s: longer than %(most)s characters. That is not a row of a "
        "table; export the file again."
    ),
    noop("%(file)s, row %(row)s: not text. Save it as CSV in UTF-8."),
    noop("%(file)s: not a readable zip. Pack it again."),
    noop(
        "%(file)s: locked with a password, or packed in a way that is not read. Pack it "
        "again as a plain zip."
    ),
    noop("%(file)s: a path in it leads elsewhere. Pack it again."),
    noop("%(file)s: %(entry)s is packed too tightly to be a table. Send the file itself."),
    noop(
        "%(file)s, after row %(row)s: not in UTF-8. In the spreadsheet choose 'CSV UTF-8' "
        "when saving."
    ),
    noop("%(file)s, row %(row)s: %(error)s. Look for a quotation mark that is not closed."),
    noop(
        "%(file)s: give the folder with episodes.csv and header.csv, a zip of it, or the XML file."
    ),
    noop("%(file)s: give the folder that holds the tables, or a zip of it."),
    noop("%(file)s: nothing is there. Check the path."),
    noop("%(file)s: empty. Remove it, or give it its heading."),
    noop("%(file)s: %(count)s columns; at most %(most)s are read."),
    noop("%(file)s: the column %(columns)s is missing from the heading. It is required."),
    noop(
        "%(file)s: the column %(columns)s is missing from the heading. Values must stand "
        "between commas."
    ),
    noop(
        "%(file)s: the column %(columns)s is missing from the heading. Export the file again "
        "with the columns of the return."
    ),
    noop("%(file)s: the column %(columns)s stands twice. Keep one."),
    noop("%(file)s: too large when unpacked. Split it, or write smaller row groups."),
    noop("%(file)s: not a readable Parquet file. Save it again."),
    noop(
        "%(file)s: the column %(column)s is of the kind %(kind)s, which a table does not "
        "have. Write it as text, number, date, time or a list of text."
    ),
    noop("%(file)s, after row %(row)s: cannot be read further. Save the file again."),
    noop(
        "%(file)s: no open table in it. Tables are called %(tables)s, and end in .csv or .parquet."
    ),
    noop("%(file)s: this table is also there as %(other)s. Keep one."),
    noop(
        "%(file)s: no episodes and header of an SSDA903 return in it. Give the folder with "
        "episodes.csv and header.csv, or the XML file."
    ),
    noop(
        "%(file)s: starts with <%(tag)s>, and an SSDA903 return with <EXPSSDA903>. Give the "
        "XML that the return was sent as."
    ),
    noop(
        "%(file)s: it defines entities or a document type, which could hide anything. Remove "
        "the <!DOCTYPE> part."
    ),
    noop("%(file)s: not well-formed XML (%(error)s). Export it again."),
    noop(
        "%(file)s: more than %(most)s characters in one value. That is not a return; export "
        "it again."
    ),
    noop("%(file)s: nested deeper than a return is."),
    noop("'%(source)s' cannot name a source: %(problem)s"),
    noop("This is what an earlier import refused, so whoever is not in it is not missed."),
    noop("To bring in a whole source, take %(file)s out of the folder."),
    *AFCARS_SENTENCES,
)

# The rules' names, with a space for each dash.
RULES = (
    noop("Care starts or ends in a temporary placement"),
    noop("Child missing from header"),
    noop("Child twice"),
    noop("Closed by order"),
    noop("Code missing"),
    noop("Code of another year"),
    noop("Columns not carried"),
    noop("Comes back with another reason"),
    noop("Current carer with another reason"),
    noop("Does not come back"),
    noop("Empty"),
    noop("Empty in list"),
    noop("End without a reason"),
    noop("Ends before it starts"),
    noop("File not used"),
    noop("Gap"),
    noop("Impossible date"),
    noop("In care before birth"),
    noop("Key twice"),
    noop("Legal change with another placement"),
    noop("Next episode missing"),
    noop("No birth date"),
    noop("No child"),
    noop("No heading"),
    noop("Not a number"),
    noop("Not an id"),
    noop("Not true or false"),
    noop("Out of range"),
    noop("Overlap"),
    noop("Overlaps the record"),
    noop("Own sibling"),
    noop("Pair twice"),
    noop("Part of its source"),
    noop("Period does not start with s"),
    noop("Points at a refused row"),
    noop("Reason for move missing"),
    noop("Reason without a move"),
    noop("Reason without an end"),
    noop("Same carer in another kind of place"),
    noop("Short break too long"),
    noop("Sign in id"),
    noop("Sign in list"),
    noop("Starts again without an end"),
    noop("Temporary too long"),
    noop("Time without zone"),
    noop("Too exact"),
    noop("Too long"),
    noop("Too many carer holidays"),
    noop("Twice in list"),
    noop("Unknown code"),
    noop("Unknown reference"),
    noop("Unreadable characters"),
    noop("Unreadable row"),
    *AFCARS_RULES,
)
