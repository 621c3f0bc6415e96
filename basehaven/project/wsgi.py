"""The WSGI application that ``basehaven serve`` and other servers run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basehaven.project.settings")
application = get_wsgi_application()

from basehaven.apps.accounts.checks import refuse_unsafe_start

refuse_unsafe_start()
