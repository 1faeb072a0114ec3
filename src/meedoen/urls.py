"""Every page, by app."""

from django.urls import include, path

from meedoen.api import api

urlpatterns = [
    path("", include("meedoen.werkplek.urls")),
    path("toegang/", include("meedoen.basis.toegang.urls")),
    path("logboek/", include("meedoen.basis.logboek.urls")),
    path("beheer/", include("meedoen.basis.toegang.beheer.urls")),
    path("dossiers/", include("meedoen.dossiers.urls")),
    path("dossiers/", include("meedoen.intake.urls")),
    path("dossiers/", include("meedoen.pip.urls")),
    path("dossiers/", include("meedoen.traject.urls")),
    path("keten/", include("meedoen.keten.pagina.urls")),
    path("accounts/", include("meedoen.basis.organisaties.urls")),
    path("api/v1/", api.urls),
]
