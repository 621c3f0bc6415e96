"""Who may open the pages of figures.

Published national statistics are public facts: whoever is signed in may read them, and no page
of them knows of any child of the record. Figures of an agency's own are no public facts: the page
that shows them beside these needs a rule of its own here.
"""

from __future__ import annotations

from basehaven.apps.accounts.access import signed_in

reads_published = signed_in
"""The rule of every page that shows nothing but published figures."""
