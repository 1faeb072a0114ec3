"""Addresses of the logbook."""

from django.urls import path

from meedoen.beheer.logboek import views

app_name = "logboek"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("uitvoer/", views.uitvoer, name="uitvoer"),
    path("zegels/", views.zegels, name="zegels"),
]
