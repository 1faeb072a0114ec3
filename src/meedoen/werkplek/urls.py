"""Addresses of the workplace. None ever holds a name of a person."""

from django.urls import path

from meedoen.werkplek.views import agenda, cijfers, verdelen, weergaven, werk, zoeken

app_name = "werkplek"

urlpatterns = [
    path("", werk.werk, name="werk"),
    path("weergaven/", weergaven.weergaven, name="weergaven"),
    path("weergaven/kies/", weergaven.kies, name="weergave_kies"),
    path("weergaven/bewaar/", weergaven.bewaar, name="weergave_bewaar"),
    path("weergaven/<uuid:pk>/", weergaven.wijzig, name="weergave_wijzig"),
    path("weergaven/<uuid:pk>/verwijder/", weergaven.verwijder, name="weergave_verwijder"),
    path("verdelen/", verdelen.verdelen, name="verdelen"),
    path("verdelen/<uuid:pk>/terug/", verdelen.terugdraaien, name="terugdraaien"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("meldingen/", agenda.meldingen, name="meldingen"),
    path("cijfers/", cijfers.cijfers, name="cijfers"),
]
