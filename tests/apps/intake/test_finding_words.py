"""What the readers say of a file, put into the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from basehaven.apps.intake.finding_sentences import RULES, SENTENCES
from basehaven.apps.intake.finding_words import in_words, rule_in_words
from tests.apps.spanish import english_words, words_in
from tests.architecture.house import modules

pytestmark = pytest.mark.django_db  # the folder's own fixture looks at the connection

# Calls whose arguments are said to people.
SAY = {"refuse", "warn", "_note", "Finding", "Oddity", "odd", "Unfit", "Rule", "refuse_row",
       "UnreadableSource", "refuse_staged", "Problem"}  # fmt: skip
AT_THE_COMMAND_LINE = (
    "/exchange/moments/", "/exchange/rota/", "/child_moments.py", "/ssda903/figure_rows.py",
    "/ssda903/figure_tables.py", "/ssda903/for_figures.py",
)  # fmt: skip
# Put together from parts: the whole of each is on the list.
WHOLE = ("The row has X.", "X: give X.")
PARTS = ("which X", "X rows left out, X", "'X' cannot name a source", "Left out: X", "is X, not a")


def _said() -> Iterator[str]:
    """Every sentence of the readers, with X for what stands inside."""
    for module in modules("basehaven/exchange", "basehaven/apps/intake"):
        if any(part in module.name for part in AT_THE_COMMAND_LINE):
            continue  # read at the command line alone, which speaks English
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _name(node) in SAY:
                texts = [*node.args, *(keyword.value for keyword in node.keywords)]
                yield from filter(_is_a_sentence, map(_text, texts))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "X" for part in node.values)
    return ""


def _is_a_sentence(text: str) -> bool:
    put_together = text in WHOLE or any(part in text for part in PARTS)
    return text.endswith(".") and not put_together


def _is_known(text: str) -> bool:
    with override("es"):
        return in_words(text) != text


def test_every_sentence_of_the_readers_can_be_said_in_spanish():
    said = set(_said())
    assert len(said) > 110
    assert not [text for text in sorted(said) if not _is_known(text)]


def test_every_rule_has_a_name_in_spanish():
    codes = {
        text
        for module in modules("basehaven/exchange", "basehaven/apps/intake")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _name(node) in SAY - {"UnreadableSource"}
        for text in map(_text, node.args[:3])
        if "-" in text and " " not in text and text == text.lower() and "." not in text
    }
    assert len(codes) > 40
    assert not [code for code in codes if code.replace("-", " ").capitalize() not in RULES]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Write P.", "Escriba P."),
        ("Write 3.50.", "Escriba 3.50."),
        ("It takes: a, b.", "Admite: a, b."),
        ("It takes: a, b, joined with |.", "Admite: a, b, unidas con |."),
        ("This child_id and kind stands twice in the table.",
         "Este child_id y kind está dos veces en la tabla."),
        ("400 rows left out, not needed for the record: social workers.",
         "400 filas dejadas fuera, que el registro no necesita: trabajadores sociales."),
        ("no usable birth date: 6 of 100, and the limit is 5 in 100.",
         "sin fecha de nacimiento válida: 6 de 100, y el límite es de 5 por cada 100."),
        ("x.xml: this is AFCARS 2020. Choose the format afcars2020 for it.",
         "x.xml: esto es AFCARS 2020. Elija para él el formato afcars2020."),
        ("x.csv: this is a PDF, not a CSV file. Save it as CSV in UTF-8.",
         "x.csv: esto es un PDF, no un archivo CSV. Guárdelo como CSV en UTF-8."),
    ],
)  # fmt: skip
def test_what_stands_inside_a_sentence_stays_or_is_translated_too(english, spanish):
    assert in_words(english) == english
    with override("es"):
        assert in_words(english) == spanish


def test_a_source_that_cannot_be_named_so_is_told_in_two_sentences():
    said = "'a|b' cannot name a source: This column is required and empty. Fill it in."
    with override("es"):
        assert in_words(said).endswith("Esta columna es obligatoria y está vacía. Rellénela.")


def test_no_spanish_sentence_keeps_an_english_word():
    with override("es"):
        said = [in_words(text) for text in SENTENCES] + [rule_in_words(code) for code in RULES]
    assert not {text for text in said if words_in(text) & english_words()}


def test_what_nobody_foresaw_is_shown_as_it_stands():
    with override("es"):
        assert in_words("A sentence of next year.") == "A sentence of next year."
        assert in_words("") == "" and rule_in_words("") == ""
