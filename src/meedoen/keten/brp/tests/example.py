"""Somebody as the BRP writes her down."""

BSN = "900000012"
ANSWER = {
    "type": "RaadpleegMetBurgerservicenummer",
    "personen": [
        {
            "burgerservicenummer": BSN,
            "geheimhoudingPersoonsgegevens": True,
            "naam": {"voornamen": "Selam Hiwet", "geslachtsnaam": "Tesfay"},
            "geboorte": {"datum": {"type": "Datum", "datum": "1996-04-11", "langFormaat": "11 april 1996"}},
            "gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"},
            "datumInschrijvingInGemeente": {
                "type": "Datum",
                "datum": "2026-10-05",
                "langFormaat": "5 oktober 2026",
            },
            "verblijfplaats": {
                "type": "Adres",
                "datumVan": {"type": "Datum", "datum": "2026-10-05", "langFormaat": "5 oktober 2026"},
                "verblijfadres": {
                    "korteStraatnaam": "Voorbeeldstraat",
                    "huisnummer": 12,
                    "huisletter": "a",
                    "huisnummertoevoeging": "2",
                    "postcode": "1811 AB",
                    "woonplaats": "Alkmaar",
                },
            },
            "partners": [{"burgerservicenummer": "900000024"}],
            "kinderen": [{"burgerservicenummer": "900000036"}, {}],
        }
    ],
}
DECEASED = {"datum": {"type": "Datum", "datum": "2026-11-02", "langFormaat": "2 november 2026"}}


def with_(**otherwise):
    """The same answer, with other things about her."""
    return {**ANSWER, "personen": [{**ANSWER["personen"][0], **otherwise}]}
