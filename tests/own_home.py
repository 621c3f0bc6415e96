"""Loaded before Django's settings: tests keep their files out of the demo's folder."""

from __future__ import annotations

import os
import tempfile

if "BASEHAVEN_TEST_HOME" not in os.environ:
    os.environ["BASEHAVEN_TEST_HOME"] = tempfile.mkdtemp(prefix="basehaven-tests-")
os.environ["BASEHAVEN_HOME"] = os.environ["BASEHAVEN_TEST_HOME"]
os.environ.pop("BASEHAVEN_PRODUCTION", None)
