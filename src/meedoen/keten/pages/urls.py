"""Addresses of the chain page. DUO's own address (`keten.duo.api.PATH`) is answered before these."""

from django.urls import include, path

from meedoen.keten.pages import views

app_name = "keten"

gemeente = [
    path("", views.overview, name="overzicht"),
    path("berichten/", views.listing, name="berichten"),
    path("berichten/<uuid:bericht_id>/opnieuw/", views.again, name="opnieuw"),
    path("berichten/<uuid:bericht_id>/vervallen/", views.lapsed, name="vervallen"),
    path("aansluitingen/", views.connections, name="aansluitingen"),
    path("aansluitingen/<slug:partij>/", views.connection_settings, name="aansluiting"),
    path("aansluitingen/<slug:partij>/proberen/", views.start_probe, name="proberen"),
]

urlpatterns = [path("", views.start, name="start"), path("<slug:code>/", include(gemeente))]
