"""Addresses of the chain page. DUO's own address (`keten.duo.api.PAD`) is answered before these."""

from django.urls import include, path

from meedoen.keten.pages import views

app_name = "keten"

gemeente = [
    path("", views.overzicht, name="overzicht"),
    path("berichten/", views.lijst, name="berichten"),
    path("berichten/<uuid:bericht_id>/opnieuw/", views.opnieuw, name="opnieuw"),
    path("berichten/<uuid:bericht_id>/vervallen/", views.vervallen, name="vervallen"),
    path("aansluitingen/", views.aansluitingen, name="aansluitingen"),
    path("aansluitingen/<slug:partij>/", views.aansluiting, name="aansluiting"),
    path("aansluitingen/<slug:partij>/proberen/", views.proberen, name="proberen"),
]

urlpatterns = [path("", views.start, name="start"), path("<slug:code>/", include(gemeente))]
