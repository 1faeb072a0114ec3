"""Addresses of the logbook."""

from django.urls import path

from meedoen.beheer.audit_log import views

app_name = "audit_log"

urlpatterns = [
    path("", views.listing, name="lijst"),
    path("uitvoer/", views.export, name="uitvoer"),
    path("zegels/", views.seals, name="zegels"),
]
