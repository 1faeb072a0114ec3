"""Every page, by app."""

from django.urls import include, path

from meedoen.api import api

urlpatterns = [
    path("", include("meedoen.werkplek.urls")),
    path("stijl/", include("meedoen.basis.ui.urls")),
    path("toegang/", include("meedoen.basis.accounts.access_urls")),
    path("logboek/", include("meedoen.beheer.audit_log.urls")),
    path("beheer/", include("meedoen.beheer.urls")),
    path("dossiers/", include("meedoen.dossiers.urls")),
    path("dossiers/", include("meedoen.intake.urls")),
    path("dossiers/", include("meedoen.pip.urls")),
    path("dossiers/", include("meedoen.traject.urls")),
    path("keten/", include("meedoen.keten.pages.urls")),
    path("accounts/", include("meedoen.basis.accounts.urls")),
    path("api/v1/", api.urls),
]
