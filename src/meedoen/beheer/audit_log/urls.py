"""Addresses of the logbook."""

from django.urls import path

from meedoen.beheer.audit_log import views

app_name = "audit_log"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("uitvoer/", views.uitvoer, name="uitvoer"),
    path("zegels/", views.zegels, name="zegels"),
]
