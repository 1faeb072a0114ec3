"""The WSGI application that `./meedoen serve` and `./meedoen demo` hand to granian."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.settings")
application = get_wsgi_application()

# What is loaded now stays for good; and a page makes many objects that nothing points back to, so looking for
# circles after every 700 of them, as Python does by itself, is a tenth of the work of a long list.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
