"""Addresses of the intake, under /dossiers/."""

from django.urls import path

from meedoen.intake.views import annexes, desk, gesprekken, leidraad

app_name = "intake"

urlpatterns = [
    path("leidraad/", leidraad.leidraad, name="leidraad"),
    path("leidraad/<uuid:gemeente>/kopie/", leidraad.copy, name="leidraad_kopie"),
    path("leidraad/<int:nummer>/", leidraad.version, name="leidraad_versie"),
    path("leidraad/<int:nummer>/gebruik/", leidraad.in_use, name="leidraad_gebruik"),
    path("leidraad/<int:nummer>/weg/", leidraad.gone, name="leidraad_weg"),
    path("<uuid:pk>/intake/", desk.intake, name="intake"),
    path("<uuid:pk>/intake/overzicht/", gesprekken.overview, name="overzicht"),
    path("<uuid:pk>/intake/gesprek/", gesprekken.begin, name="gesprek_begin"),
    path("<uuid:pk>/intake/gesprek/<uuid:gesprek>/", gesprekken.summary, name="samenvatting"),
    path("<uuid:pk>/intake/gesprek/<uuid:gesprek>/voorlezen/", gesprekken.read_aloud, name="voorlezen"),
    path("<uuid:pk>/intake/afronden/", gesprekken.complete, name="afronden"),
    path("<uuid:pk>/intake/heropenen/", gesprekken.reopen, name="heropenen"),
    path("<uuid:pk>/intake/lbt/", annexes.lbt, name="lbt"),
    path("<uuid:pk>/intake/informatie/", annexes.information, name="informatie"),
    path(
        "<uuid:pk>/intake/informatie/<uuid:information_request>/ontvangen/",
        annexes.received,
        name="ontvangen",
    ),
    path(
        "<uuid:pk>/intake/informatie/<uuid:information_request>/vervallen/", annexes.lapsed, name="vervallen"
    ),
    path("<uuid:pk>/intake/<slug:code>/", desk.domein, name="domein"),
    path("<uuid:pk>/intake/<slug:code>/veld/", desk.field, name="veld"),
    path("<uuid:pk>/intake/<slug:code>/kies/", desk.choose, name="kies"),
    path("<uuid:pk>/intake/<slug:code>/signaal/", desk.signaal, name="signaal"),
    path("<uuid:pk>/intake/<slug:code>/samen/", desk.together, name="samen"),
]
