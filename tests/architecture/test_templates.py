"""What a strict content policy and a second language ask of every template."""

from __future__ import annotations

import re

import pytest

from tests.architecture.house import said, templates

EVERY = pytest.mark.parametrize("path", templates(), ids=said)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TRANSLATED = re.compile(r"{%-?\s*blocktrans.*?{%-?\s*endblocktrans\s*%}", re.DOTALL)
SCRIPT = re.compile(r"<(script|style)\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
NOT_WORDS = {  # names, and words that are the same in every language
    "Basehaven",
    "English",
    "Español",
    "Il",
    "button",
    "danger",
    "áéíñü",
    "h",
    "px",
    "CSV",
    "XML",
    "JSON",
    "Parquet",
    "SHA",
    "ZIP",
    "TOTP",
    "May",
    "Jan",
    "episodes",
    "csv",
    "header",
    "CC",
    "BY",
}


@EVERY
def test_no_inline_styles_or_scripts(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text), "style=: the content policy drops it"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "on...=: the content policy drops it"
    inline = [
        found.group() for found in SCRIPT.finditer(text) if "application/json" not in found.group()
    ]
    assert not inline, f"move into static/: {inline}"
    assert "javascript:" not in text


@EVERY
def test_nothing_comes_from_another_origin(path):
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", path.read_text())


@EVERY
def test_every_word_can_be_translated(path):
    text = TRANSLATED.sub(" ", path.read_text())
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"{% comment %}.*?{% endcomment %}", " ", text, flags=re.DOTALL)
    attributes = re.findall(r"\b(?:alt|title|placeholder|aria-label)\s*=\s*\"([^\"]*)\"", text)
    bare = re.sub(r"<!--.*?-->|<[^>]*>", " ", TAGS.sub(" ", text), flags=re.DOTALL)
    bare += " " + TAGS.sub(" ", " ".join(attributes))
    words = set(re.findall(r"[^\W\d_]{2,}", bare.replace("&nbsp;", " "))) - NOT_WORDS
    assert not words, f"not translated: {sorted(words)}"


@EVERY
def test_every_image_and_control_has_words(path):
    text = path.read_text()
    assert all("alt=" in tag for tag in re.findall(r"<img\b[^>]*>", text))
    for button in re.findall(r"<button\b[^>]*>(.*?)</button>", text, re.DOTALL):
        assert button.strip(), "an empty button"


def test_posting_forms_carry_the_token():
    bare = [
        said(path)
        for path in templates()
        for form in re.findall(
            r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL
        )
        if "csrf_token" not in form
    ]
    assert not bare
