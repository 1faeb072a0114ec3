"""Addresses of toegang."""

from django.urls import path

from meedoen.basis.toegang import views
from meedoen.basis.toegang.eigen import views as eigen

app_name = "toegang"

urlpatterns = [
    path("", views.wie_mag_wat, name="wie_mag_wat"),
    path("software/", eigen.software, name="software"),
    path("software/<uuid:sleutel_id>/bevestigen/", eigen.bevestigen, name="sleutel_bevestigen"),
    path("software/<uuid:sleutel_id>/intrekken/", eigen.intrekken, name="sleutel_intrekken"),
]
