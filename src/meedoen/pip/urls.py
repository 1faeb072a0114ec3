"""Addresses of the PIP, under /dossiers/."""

from django.urls import path

from meedoen.pip.views import beschikking, letter, pip, plan

app_name = "pip"

urlpatterns = [
    path("pip/ter-goedkeuring/", pip.ter_goedkeuring, name="ter_goedkeuring"),
    path("<uuid:pk>/pip/", pip.pip, name="pip"),
    path("<uuid:pk>/pip/opstellen/", beschikking.opstellen, name="opstellen"),
    path("<uuid:pk>/pip/beschikking/", beschikking.bewerken, name="bewerken"),
    path("<uuid:pk>/pip/voorleggen/", beschikking.voorleggen, name="voorleggen"),
    path("<uuid:pk>/pip/terughalen/", beschikking.terughalen, name="terughalen"),
    path("<uuid:pk>/pip/verwijderen/", beschikking.verwijderen, name="verwijderen"),
    path("<uuid:pk>/pip/goedkeuren/", beschikking.goedkeuren, name="goedkeuren"),
    path("<uuid:pk>/pip/teruggeven/", beschikking.teruggeven, name="teruggeven"),
    path("<uuid:pk>/pip/vaststellen/", beschikking.vaststellen, name="vaststellen"),
    path("<uuid:pk>/pip/bekendmaken/", beschikking.bekendmaken, name="bekendmaken"),
    path("<uuid:pk>/pip/wijzigen/", beschikking.wijzigen, name="wijzigen"),
    path("<uuid:pk>/pip/<int:versie>/brief/", letter.lezen, name="brief"),
    path("<uuid:pk>/pip/<int:versie>/brief.pdf", letter.voorbeeld, name="voorbeeld"),
    path("<uuid:pk>/pip/brief.pdf", letter.voorbeeld, name="voorbeeld"),
    path("<uuid:pk>/pip/<int:versie>/download/", letter.download, name="download"),
    path("<uuid:pk>/pip/plan/geschiedenis/", plan.geschiedenis, name="geschiedenis"),
    path("<uuid:pk>/pip/plan/<slug:soort>/nieuw/", plan.nieuw, name="plan_nieuw"),
    path("<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/", plan.aanpassen, name="plan_aanpassen"),
    path("<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/afronden/", plan.afronden, name="plan_afronden"),
    path(
        "<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/vervallen/", plan.vervallen, name="plan_vervallen"
    ),
]
