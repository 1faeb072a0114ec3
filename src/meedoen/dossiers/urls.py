"""Addresses of dossiers. Each tab of a dossier has its own; ids are opaque."""

from django.urls import path

from meedoen.dossiers.views import brp, dossier, duo, gesprek, persoon

app_name = "dossiers"

urlpatterns = [
    path("", dossier.listing, name="lijst"),
    path("nieuw/", persoon.new, name="nieuw"),
    path("<uuid:pk>/", dossier.dossier, name="dossier"),
    path("<uuid:pk>/gesprekken/", gesprek.gesprekken, name="gesprekken"),
    path("<uuid:pk>/gesprekken/nieuw/", gesprek.new_contact, name="contact_nieuw"),
    path("<uuid:pk>/gesprekken/<uuid:contact>/", gesprek.contact, name="contact"),
    path("<uuid:pk>/signalen/nieuw/", gesprek.new_signaal, name="signaal_nieuw"),
    path("<uuid:pk>/signalen/<uuid:signaal>/", gesprek.signaal, name="signaal"),
    path("<uuid:pk>/documenten/", gesprek.documents, name="documenten"),
    path("<uuid:pk>/documenten/<int:piece>/", gesprek.document, name="document"),
    path("<uuid:pk>/documenten/<int:piece>/intrekken/", gesprek.withdraw_document, name="document_intrekken"),
    path("<uuid:pk>/duo/", duo.duo, name="duo"),
    path("<uuid:pk>/duo/vragen/", duo.ask_again, name="duo_vraag"),
    path("<uuid:pk>/duo/oppakken/", duo.take_up_news, name="oppakken"),
    path("<uuid:pk>/duo/<slug:soort>/", duo.difference, name="verschil"),
    path("<uuid:pk>/netwerk/", dossier.network, name="netwerk"),
    path("<uuid:pk>/logboek/", dossier.audit_log, name="logboek"),
    path("<uuid:pk>/feiten/", dossier.feiten, name="feiten"),
    path("<uuid:pk>/feiten/<slug:soort>/", dossier.feit, name="feit"),
    path("<uuid:pk>/persoon/", persoon.persoon, name="persoon"),
    path("<uuid:pk>/persoon/brp/", brp.ask, name="brp_vraag"),
    path("<uuid:pk>/persoon/brp/<slug:field>/", brp.take_over, name="brp_neem_over"),
    path("<uuid:pk>/huishouden/", persoon.huishouden, name="huishouden"),
    path("<uuid:pk>/toewijzen/", dossier.assign, name="toewijzen"),
]
