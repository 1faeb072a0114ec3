"""The region every test of this folder looks at: built once, and gone with the last of them."""

import os

import pytest
from django.conf import settings
from django.db import connections, transaction

from meedoen.basis.access.scope import set_scope
from meedoen.basis.organisations.models import Organisation
from meedoen.cli.demo_region import build
from meedoen.settings import _database

SIZE = 500


@pytest.fixture(scope="package")
def region(django_db_setup, django_db_blocker, tmp_path_factory):
    """The region as the owner of the tables built it; what it reported on the way."""
    default = connections["default"]
    as_app, media = dict(default.settings_dict), settings.MEDIA_ROOT
    owner = _database(os.environ.get("DATABASE_URL_EIGENAAR", os.environ["DATABASE_URL"]))
    reported = []
    with django_db_blocker.unblock():
        default.close()
        default.settings_dict.update(owner)
        settings.MEDIA_ROOT = tmp_path_factory.mktemp("documenten")
        with transaction.atomic():
            build(SIZE, lambda done, total: reported.append((done, total)))
            set_scope(Organisation.objects.values_list("pk", flat=True))
            yield reported
            transaction.set_rollback(True)
        default.close()
        default.settings_dict.update(as_app)
        settings.MEDIA_ROOT = media
