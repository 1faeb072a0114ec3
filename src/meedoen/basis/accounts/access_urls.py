"""Addresses of who may what, and of the client tokens in one's own name."""

from django.urls import path

from meedoen.basis.accounts import access_views as views
from meedoen.basis.accounts.own import views as own

app_name = "access"

urlpatterns = [
    path("", views.who_may_what, name="wie_mag_wat"),
    path("software/", own.software, name="software"),
    path("software/<uuid:sleutel_id>/bevestigen/", own.confirm, name="sleutel_bevestigen"),
    path("software/<uuid:sleutel_id>/intrekken/", own.withdraw, name="sleutel_intrekken"),
]
