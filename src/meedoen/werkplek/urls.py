"""Addresses of the workplace. None ever holds a name of a person."""

from django.urls import path

from meedoen.werkplek.views import agenda, distributing, figures, saved_views, searching, worklist

app_name = "werkplek"

urlpatterns = [
    path("", worklist.werk, name="werk"),
    path("weergaven/", saved_views.weergaven, name="weergaven"),
    path("weergaven/kies/", saved_views.kies, name="weergave_kies"),
    path("weergaven/bewaar/", saved_views.bewaar, name="weergave_bewaar"),
    path("weergaven/<uuid:pk>/", saved_views.wijzig, name="weergave_wijzig"),
    path("weergaven/<uuid:pk>/verwijder/", saved_views.verwijder, name="weergave_verwijder"),
    path("verdelen/", distributing.verdelen, name="verdelen"),
    path("verdelen/<uuid:pk>/terug/", distributing.terugdraaien, name="terugdraaien"),
    path("zoeken/", searching.zoeken, name="zoeken"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("meldingen/", agenda.meldingen, name="meldingen"),
    path("cijfers/", figures.cijfers, name="cijfers"),
]
