"""Addresses of the administrator."""

from django.urls import include, path

from meedoen.beheer import views

app_name = "beheer"

gemeente = [
    path("gebruikers/", views.lijst_gebruikers, name="gebruikers"),
    path("gebruikers/uitnodigen/", views.uitnodigen, name="uitnodigen"),
    path("gebruikers/<uuid:gebruiker_id>/", views.gebruiker, name="gebruiker"),
    path("gebruikers/<uuid:gebruiker_id>/uitnodigen/", views.opnieuw_uitnodigen, name="opnieuw_uitnodigen"),
    path("gebruikers/<uuid:gebruiker_id>/uitzetten/", views.uitzetten, name="uitzetten"),
    path("rollen/<int:aanstelling_id>/beeindigen/", views.rol_beeindigen, name="rol_beeindigen"),
    path("teams/", views.team_toevoegen, name="team_toevoegen"),
    path("instellingen/", views.gemeente_instellingen, name="instellingen"),
    path("toegangssleutels/", views.sleutels, name="sleutels"),
    path("toegangssleutels/<uuid:sleutel_id>/intrekken/", views.sleutel_intrekken, name="sleutel_intrekken"),
    path("berichten/", views.postvak, name="berichten"),
    path("berichten/<uuid:bericht_id>/opnieuw/", views.bericht_opnieuw, name="bericht_opnieuw"),
]

urlpatterns = [path("", views.start, name="start"), path("<slug:code>/", include(gemeente))]
