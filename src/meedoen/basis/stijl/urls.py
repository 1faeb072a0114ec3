"""Addresses of look and language."""

from django.urls import path

from meedoen.basis.stijl import views

app_name = "stijl"

urlpatterns = [
    path("thema/<slug:code>.css", views.thema, name="thema"),
    path("taal/", views.taal, name="taal"),
]
