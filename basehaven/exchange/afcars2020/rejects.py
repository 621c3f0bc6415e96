"""Records that were not saved, as files of the same form: mend them and bring them in again."""

from __future__ import annotations

from html import escape
from pathlib import Path

from defusedxml.ElementTree import tostring

from basehaven.exchange.afcars2020.xml import NAMESPACE, AfcarsFile
from basehaven.exchange.safe import files_in
from basehaven.exchange.stage import Staged


def write_records(staged: Staged, source: Path, folder: Path) -> None:
    """Write the records kept back, each file under its own name.

    Args:
        staged: the stage of ``source``.
        source: the XML file, or the folder of files.
        folder: there already.
    """
    for path in files_in(source, ".xml") if source.is_dir() else [source]:
        lines = staged.lines_kept_back(path.name)
        if lines:
            _write(path, lines, folder / path.name)


def _write(path: Path, lines: set[int], target: Path) -> None:
    source = AfcarsFile(path)
    with target.open("w", encoding="utf-8") as file:
        begun = False
        for line, element in source.records():
            if not begun:
                half = source.half_year
                month = "03" if half.half == "A" else "09"
                file.write(
                    f'<?xml version="1.0" encoding="UTF-8"?>\n<acf:data xmlns:acf="{NAMESPACE}">\n'
                    f"<E1_title_iv_agency>{escape(source.agency)}</E1_title_iv_agency>\n"
                    f"<E2_report_date>{half.year}{month}</E2_report_date>\n<records>\n"
                )
                begun = True
            if line in lines:
                element.tail = "\n"
                file.write(tostring(element, encoding="unicode"))
        file.write("</records>\n</acf:data>\n")
