"""What the views of dossiers share."""

from __future__ import annotations

from django.forms import BaseForm
from django.views.decorators.http import require_http_methods

get_post = require_http_methods(["GET", "HEAD", "POST"])


def status(*forms: BaseForm) -> int:
    """422 for a form that was sent and not accepted, so that scripts know it too; else 200."""
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
