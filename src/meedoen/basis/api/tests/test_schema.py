"""Every error of the API has one shape."""

import json

from meedoen.basis.api.schema import problem
from meedoen.wet.artikel import GEMEENTE, WET, Artikel


def _body(**more):
    return json.loads(problem(403, "Dat kan niet.", **more).content)


def test_a_problem_names_the_article_and_says_where_it_is_to_be_read():
    body = _body(artikel=Artikel(WET, "14 lid 3"))

    assert body["artikel"] == "art. 14 lid 3 Wet inburgering 2021"
    assert body["artikelLink"] == "https://wetten.overheid.nl/jci1.3:c:BWBR0044770&artikel=14"


def test_a_choice_of_the_municipality_has_no_link():
    body = _body(artikel=Artikel(GEMEENTE))

    assert (body["artikel"], body["artikelLink"]) == ("eigen afspraak van de gemeente", "")


def test_a_problem_without_an_article_says_nothing_about_one():
    assert (_body()["artikel"], _body()["artikelLink"]) == ("", "")
