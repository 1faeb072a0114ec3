"""Addresses of toegang."""

from django.urls import path

from meedoen.basis.toegang import views

app_name = "toegang"

urlpatterns = [path("", views.wie_mag_wat, name="wie_mag_wat")]
