"""Addresses of who may what, and of the client tokens in one's own name."""

from django.urls import path

from meedoen.basis.accounts import access_views as views
from meedoen.basis.accounts.own import views as eigen

app_name = "access"

urlpatterns = [
    path("", views.wie_mag_wat, name="wie_mag_wat"),
    path("software/", eigen.software, name="software"),
    path("software/<uuid:sleutel_id>/bevestigen/", eigen.bevestigen, name="sleutel_bevestigen"),
    path("software/<uuid:sleutel_id>/intrekken/", eigen.intrekken, name="sleutel_intrekken"),
]
