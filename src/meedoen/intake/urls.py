"""Addresses of the intake, under /dossiers/."""

from django.urls import path

from meedoen.intake.views import annexes, desk, gesprekken, leidraad

app_name = "intake"

urlpatterns = [
    path("leidraad/", leidraad.leidraad, name="leidraad"),
    path("leidraad/<uuid:gemeente>/kopie/", leidraad.kopieer, name="leidraad_kopie"),
    path("leidraad/<int:nummer>/", leidraad.versie, name="leidraad_versie"),
    path("leidraad/<int:nummer>/gebruik/", leidraad.in_gebruik, name="leidraad_gebruik"),
    path("leidraad/<int:nummer>/weg/", leidraad.weg, name="leidraad_weg"),
    path("<uuid:pk>/intake/", desk.intake, name="intake"),
    path("<uuid:pk>/intake/overzicht/", gesprekken.overzicht, name="overzicht"),
    path("<uuid:pk>/intake/gesprek/", gesprekken.begin, name="gesprek_begin"),
    path("<uuid:pk>/intake/gesprek/<uuid:gesprek>/", gesprekken.samenvatting, name="samenvatting"),
    path("<uuid:pk>/intake/gesprek/<uuid:gesprek>/voorlezen/", gesprekken.voorlezen, name="voorlezen"),
    path("<uuid:pk>/intake/afronden/", gesprekken.afronden, name="afronden"),
    path("<uuid:pk>/intake/heropenen/", gesprekken.heropenen, name="heropenen"),
    path("<uuid:pk>/intake/lbt/", annexes.lbt, name="lbt"),
    path("<uuid:pk>/intake/informatie/", annexes.informatie, name="informatie"),
    path("<uuid:pk>/intake/informatie/<uuid:verzoek>/ontvangen/", annexes.ontvangen, name="ontvangen"),
    path("<uuid:pk>/intake/informatie/<uuid:verzoek>/vervallen/", annexes.vervallen, name="vervallen"),
    path("<uuid:pk>/intake/<slug:code>/", desk.domein, name="domein"),
    path("<uuid:pk>/intake/<slug:code>/veld/", desk.veld, name="veld"),
    path("<uuid:pk>/intake/<slug:code>/kies/", desk.kies, name="kies"),
    path("<uuid:pk>/intake/<slug:code>/signaal/", desk.signaal, name="signaal"),
    path("<uuid:pk>/intake/<slug:code>/samen/", desk.samen, name="samen"),
]
