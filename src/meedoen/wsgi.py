"""The WSGI application that `./meedoen serve` and `./meedoen demo` hand to granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.settings")
application = get_wsgi_application()
