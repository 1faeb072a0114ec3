"""Addresses of the workplace. None ever holds a name of a person."""

from django.urls import path

from meedoen.werkplek.views import agenda, distributing, figures, saved_views, searching, worklist

app_name = "werkplek"

urlpatterns = [
    path("", worklist.work, name="werk"),
    path("weergaven/", saved_views.saved_views, name="weergaven"),
    path("weergaven/kies/", saved_views.choose, name="weergave_kies"),
    path("weergaven/bewaar/", saved_views.save, name="weergave_bewaar"),
    path("weergaven/<uuid:pk>/", saved_views.change, name="weergave_wijzig"),
    path("weergaven/<uuid:pk>/verwijder/", saved_views.delete, name="weergave_verwijder"),
    path("verdelen/", distributing.distribute, name="verdelen"),
    path("verdelen/<uuid:pk>/terug/", distributing.revert, name="terugdraaien"),
    path("zoeken/", searching.search_page, name="zoeken"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("meldingen/", agenda.reports, name="meldingen"),
    path("cijfers/", figures.figures, name="cijfers"),
]
