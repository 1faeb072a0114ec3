"""Addresses of a traject, under /dossiers/."""

from django.urls import path

from meedoen.traject import views

app_name = "traject"

urlpatterns = [
    path("<uuid:pk>/traject/", views.traject, name="traject"),
    path("<uuid:pk>/plaatsing/", views.plaatsing, name="plaatsing"),
    path("<uuid:pk>/traject/melden/", views.report, name="melden"),
    path("<uuid:pk>/traject/contactpersoon/", views.contactpersoon, name="contactpersoon"),
    path("<uuid:pk>/traject/pip-weghalen/", views.remove_pip, name="pip_weghalen"),
    path("<uuid:pk>/traject/aanbod/", views.aanbod, name="aanbod_nieuw"),
    path("<uuid:pk>/traject/aanbod/<uuid:row>/", views.aanbod, name="aanbod"),
    path("<uuid:pk>/traject/resultaat/<slug:soort>/", views.resultaat, name="resultaat"),
    path("<uuid:pk>/traject/uren/<slug:soort>/", views.uren, name="uren"),
    path("<uuid:pk>/traject/<slug:wat>/<uuid:row>/intrekken/", views.withdraw, name="intrekken"),
]
