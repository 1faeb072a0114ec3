"""Addresses of the administrator."""

from django.urls import include, path

from meedoen.beheer import views

app_name = "beheer"

gemeente = [
    path("gebruikers/", views.list_users, name="gebruikers"),
    path("gebruikers/uitnodigen/", views.invite, name="uitnodigen"),
    path("gebruikers/<uuid:user_id>/", views.user, name="gebruiker"),
    path("gebruikers/<uuid:user_id>/uitnodigen/", views.invite_again, name="opnieuw_uitnodigen"),
    path("gebruikers/<uuid:user_id>/uitzetten/", views.switch_off, name="uitzetten"),
    path("rollen/<int:appointment_id>/beeindigen/", views.end_role, name="rol_beeindigen"),
    path("teams/", views.add_team, name="team_toevoegen"),
    path("instellingen/", views.gemeente_settings, name="instellingen"),
    path("toegangssleutels/", views.keys, name="sleutels"),
    path("toegangssleutels/<uuid:sleutel_id>/intrekken/", views.withdraw_key, name="sleutel_intrekken"),
    path("berichten/", views.message_list, name="berichten"),
    path("berichten/<uuid:bericht_id>/opnieuw/", views.retry_message, name="bericht_opnieuw"),
]

urlpatterns = [path("", views.start, name="start"), path("<slug:code>/", include(gemeente))]
