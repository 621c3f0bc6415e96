"""The reference page of the demo's rates, written from the YAML."""

from __future__ import annotations

import sys

from basehaven.exchange.demo.rates import load_rates
from basehaven.knowledge.load import load

WRITTEN_BY = "python -m basehaven.exchange.demo.rates_page > docs/reference/demo-rates.md"


def rates_as_markdown() -> str:
    """``docs/reference/demo-rates.md``, written from the YAML."""
    entry, rates = load("demo/rates"), load_rates()
    caution = " ".join(str((entry.model_extra or {})["caution"]).split())
    lines = [
        "# Rates of the demo community",
        "",
        f"Written from `knowledge/demo/rates.yaml`; do not edit. Again: `{WRITTEN_BY}`.",
        "",
        caution,
        "",
        "| rate | value | kind | source, or why | tolerance in the test |",
        "|---|---|---|---|---|",
    ]
    for rate in rates:
        cited = f"[{rate.reference}](#sources). {rate.period}. " if rate.reference else ""
        why = " ".join(f"{cited}{rate.doubt}{rate.because}".split())
        tolerance = "" if rate.tolerance is None else f"± {rate.tolerance:.0%}"
        value = f"{rate.value:g} {rate.unit}"
        lines.append(f"| {rate.label} | {value} | {rate.kind} | {why} | {tolerance} |")
    lines += ["", "## Sources", ""]
    for reference in rates.references.values():
        citation = " ".join((reference.citation or "None yet.").split())
        lines.append(f"- **{reference.id}**, for {reference.supports}: {citation}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rates_as_markdown())
