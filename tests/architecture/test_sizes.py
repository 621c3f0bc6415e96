"""A module past 300 lines or a function past 40 needs a reason; past 500, split it."""

from __future__ import annotations

import ast

from tests.architecture.house import modules

LONG_MODULES: dict[str, str] = {  # path: reason
    "basehaven/apps/intake/finding_sentences.py": "a list of sentences, to be translated",
}
LONG_FUNCTIONS: dict[str, str] = {}  # path::function: reason
EVERYWHERE = ("basehaven", "tests", "tools", "benchmarks")


def test_no_module_is_past_300_lines_without_a_reason():
    long = {
        module.name: lines
        for module in modules(*EVERYWHERE)
        if (lines := module.text.count("\n")) > 300
    }
    unexplained = [
        f"{name}: {lines} lines" for name, lines in long.items() if name not in LONG_MODULES
    ]
    assert not unexplained, "split, or give a reason here:\n" + "\n".join(unexplained)
    assert all(lines <= 500 for lines in long.values()), f"past 500 there is no reason: {long}"
    assert set(LONG_MODULES) <= set(long), "a reason whose module is short again"


def test_no_function_is_past_40_lines_without_a_reason():
    long = {
        f"{module.name}::{function.name}": length
        for module in modules("basehaven", "tools")
        for function in module.functions()
        if (length := _body(function)) > 40
    }
    unexplained = [f"{name}: {n} lines" for name, n in long.items() if name not in LONG_FUNCTIONS]
    assert not unexplained, "split, or give a reason here:\n" + "\n".join(unexplained)
    assert set(LONG_FUNCTIONS) <= set(long), "a reason whose function is short again"


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its decorators and docstring left out."""
    first, last = function.lineno, function.end_lineno or function.lineno
    length = last - first + 1
    if ast.get_docstring(function):
        words = function.body[0]
        length -= (words.end_lineno or words.lineno) - words.lineno + 1
    return length
