"""Two releases of drawn counts, as an agency publishes them, for pages with something on them.

Run as a program, it publishes them for the demo's agency, in the database that BASEHAVEN_HOME
names. The demo's own figures of few children would all be hidden.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from basehaven.cli.main import set_up_django

    set_up_django()
    from basehaven.apps.intake.actions.demo_load import demo_agency
    from basehaven.apps.policy.queries import releases_of
    from tests.apps.policy.releases import two_quarters

    agency = demo_agency()
    if agency is None:
        raise SystemExit("error: there is no demo here. Run: basehaven demo")
    if not releases_of(agency).exists():
        two_quarters(agency)


if __name__ == "__main__":
    main()
