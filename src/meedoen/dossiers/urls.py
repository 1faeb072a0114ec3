"""Addresses of dossiers. Each tab of a dossier has its own; ids are opaque."""

from django.urls import path

from meedoen.dossiers.views import brp, dossier, duo, gesprek, persoon

app_name = "dossiers"

urlpatterns = [
    path("", dossier.lijst, name="lijst"),
    path("nieuw/", persoon.nieuw, name="nieuw"),
    path("<uuid:pk>/", dossier.dossier, name="dossier"),
    path("<uuid:pk>/gesprekken/", gesprek.gesprekken, name="gesprekken"),
    path("<uuid:pk>/gesprekken/nieuw/", gesprek.contact_nieuw, name="contact_nieuw"),
    path("<uuid:pk>/gesprekken/<uuid:contact>/", gesprek.contact, name="contact"),
    path("<uuid:pk>/signalen/nieuw/", gesprek.signaal_nieuw, name="signaal_nieuw"),
    path("<uuid:pk>/signalen/<uuid:signaal>/", gesprek.signaal, name="signaal"),
    path("<uuid:pk>/documenten/", gesprek.documenten, name="documenten"),
    path("<uuid:pk>/documenten/<int:stuk>/", gesprek.document, name="document"),
    path("<uuid:pk>/documenten/<int:stuk>/intrekken/", gesprek.document_intrekken, name="document_intrekken"),
    path("<uuid:pk>/duo/", duo.duo, name="duo"),
    path("<uuid:pk>/duo/vragen/", duo.vraag_opnieuw, name="duo_vraag"),
    path("<uuid:pk>/duo/oppakken/", duo.oppakken, name="oppakken"),
    path("<uuid:pk>/duo/<slug:soort>/", duo.verschil, name="verschil"),
    path("<uuid:pk>/netwerk/", dossier.netwerk, name="netwerk"),
    path("<uuid:pk>/logboek/", dossier.logboek, name="logboek"),
    path("<uuid:pk>/feiten/", dossier.feiten, name="feiten"),
    path("<uuid:pk>/feiten/<slug:soort>/", dossier.feit, name="feit"),
    path("<uuid:pk>/persoon/", persoon.persoon, name="persoon"),
    path("<uuid:pk>/persoon/brp/", brp.vraag, name="brp_vraag"),
    path("<uuid:pk>/persoon/brp/<slug:veld>/", brp.neem_over, name="brp_neem_over"),
    path("<uuid:pk>/huishouden/", persoon.huishouden, name="huishouden"),
    path("<uuid:pk>/toewijzen/", dossier.toewijzen, name="toewijzen"),
]
