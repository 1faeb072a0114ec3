"""Addresses of look and language."""

from django.urls import path

from meedoen.basis.ui import views

app_name = "ui"

urlpatterns = [
    path("thema/<slug:code>.css", views.theme, name="thema"),
    path("taal/", views.language, name="taal"),
]
