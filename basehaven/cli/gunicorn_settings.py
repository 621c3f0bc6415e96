"""How the pages are served; ``basehaven serve`` adds where, and by how many processes."""

wsgi_app = "basehaven.project.wsgi:application"
# A browser opens connections ahead of need: here a thread waits on them, and no process does.
worker_class = "gthread"
threads = 4
preload_app = True  # one start for all, and memory that they share
timeout = 120  # seconds: a process that answers nothing for so long is replaced
graceful_timeout = 2  # seconds for answers under way when somebody stops it
loglevel = "error"  # what happens inside is Django's to say, without a child's data
control_socket_disable = True
