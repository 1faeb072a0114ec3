"""Addresses of look and language."""

from django.urls import path
from django.views.i18n import set_language

from meedoen.basis.stijl import views

app_name = "stijl"

urlpatterns = [
    path("thema/<slug:code>.css", views.thema, name="thema"),
    path("taal/", set_language, name="taal"),
]
