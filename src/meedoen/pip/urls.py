"""Addresses of the PIP, under /dossiers/."""

from django.urls import path

from meedoen.pip.views import beschikking, letter, pip, plan

app_name = "pip"

urlpatterns = [
    path("pip/ter-goedkeuring/", pip.for_approval, name="ter_goedkeuring"),
    path("<uuid:pk>/pip/", pip.pip, name="pip"),
    path("<uuid:pk>/pip/opstellen/", beschikking.draft, name="opstellen"),
    path("<uuid:pk>/pip/beschikking/", beschikking.edit, name="bewerken"),
    path("<uuid:pk>/pip/voorleggen/", beschikking.submit, name="voorleggen"),
    path("<uuid:pk>/pip/terughalen/", beschikking.take_back, name="terughalen"),
    path("<uuid:pk>/pip/verwijderen/", beschikking.delete, name="verwijderen"),
    path("<uuid:pk>/pip/goedkeuren/", beschikking.approve, name="goedkeuren"),
    path("<uuid:pk>/pip/teruggeven/", beschikking.give_back, name="teruggeven"),
    path("<uuid:pk>/pip/vaststellen/", beschikking.fix, name="vaststellen"),
    path("<uuid:pk>/pip/bekendmaken/", beschikking.make_known, name="bekendmaken"),
    path("<uuid:pk>/pip/wijzigen/", beschikking.change, name="wijzigen"),
    path("<uuid:pk>/pip/<int:version>/brief/", letter.read, name="brief"),
    path("<uuid:pk>/pip/<int:version>/brief.pdf", letter.example, name="voorbeeld"),
    path("<uuid:pk>/pip/brief.pdf", letter.example, name="voorbeeld"),
    path("<uuid:pk>/pip/<int:version>/download/", letter.download, name="download"),
    path("<uuid:pk>/pip/plan/geschiedenis/", plan.history, name="geschiedenis"),
    path("<uuid:pk>/pip/plan/<slug:soort>/nieuw/", plan.new, name="plan_nieuw"),
    path("<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/", plan.adjust, name="plan_aanpassen"),
    path("<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/afronden/", plan.complete, name="plan_afronden"),
    path("<uuid:pk>/pip/plan/<slug:soort>/<uuid:onderdeel>/vervallen/", plan.lapsed, name="plan_vervallen"),
]
