"""Addresses of the workplace, and of the look of every page."""

from django.urls import include, path

urlpatterns = [
    path("stijl/", include("meedoen.basis.stijl.urls")),
]
