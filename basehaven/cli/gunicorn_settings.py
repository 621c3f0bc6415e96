"""How the pages are served; ``basehaven serve`` adds where, and by how many processes."""

import gc

from django.urls import get_resolver

from basehaven.knowledge.cues.library import library

wsgi_app = "basehaven.project.wsgi:application"
# A browser opens connections ahead of need: here a thread waits on them, and no process does.
worker_class = "gthread"
threads = 4
preload_app = True  # one start for all, and memory that they share
timeout = 120  # seconds: a process that answers nothing for so long is replaced
graceful_timeout = 2  # seconds for answers under way when somebody stops it
loglevel = "error"  # what happens inside is Django's to say, without a child's data
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Load what every page needs before the processes are made, and set it aside.

    Python looks through everything it holds now and then, and an answer waits for it: a
    tenth of a second once in twenty pages, nearly all of it for code and knowledge that
    never goes away. What is set aside is not looked through, and stays shared.
    """
    get_resolver().url_patterns  # noqa: B018 - imports every view
    library()
    gc.collect()
    gc.freeze()
