"""Every form looks alike without saying so."""

from datetime import date

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH


class Form(forms.Form):
    naam = forms.CharField(help_text="zoals op de pas")
    day = forms.DateField(required=False)
    route = forms.ChoiceField(choices=[("B", "B1"), ("Z", "Z")], widget=forms.RadioSelect)
    agreement = forms.BooleanField(required=False)


@pytest.fixture
def refused():
    return Form({"naam": "", "day": "31-02-2026"})


def test_a_field_has_its_label_its_help_and_its_class():
    html = Form()["naam"].as_field_group()

    assert '<label class="utrecht-form-label md-label" for="id_naam">' in html
    assert 'aria-describedby="id_naam_helptext"' in html
    assert "utrecht-textbox" in html


def test_an_error_is_tied_to_its_field(refused):
    html = refused["naam"].as_field_group()

    assert 'id="id_naam_error"' in html
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert "utrecht-textbox--invalid" in html


def test_all_errors_are_summarised_on_top_with_links_to_their_fields(refused):
    html = refused.render()

    assert html.index('role="alert"') < html.index("<label")
    assert all(f'href="#{target}"' in html for target in ("id_naam", "id_day", "id_route_0"))


def test_a_choice_is_a_group_with_a_legend_and_each_option_a_label():
    html = Form()["route"].as_field_group()

    assert "<legend" in html
    assert 'for="id_route_0"' in html
    assert 'for="id_route_1"' in html


@pytest.mark.parametrize(
    ("form", "value"),
    [(Form(initial={"day": date(2026, 5, 18)}), "2026-05-18"), (Form({"day": "18-05-2026"}), "2026-05-18")],
)
def test_a_date_goes_to_the_browsers_own_control(form, value):
    html = str(form["day"])

    assert 'type="date"' in html
    assert f'value="{value}"' in html


def test_what_the_browser_sends_back_is_read():
    form = Form({"naam": "x", "day": "2026-05-18", "route": "B"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 5, 18)


def test_only_a_field_that_may_stay_empty_says_so():
    assert "(hoeft niet)" in Form()["day"].as_field_group()
    assert "(hoeft niet)" not in Form()["naam"].as_field_group()


def test_a_choice_not_made_yet_is_said_in_words():
    field = forms.TypedChoiceField(choices=[*BLANK_CHOICE_DASH, ("B", "B1")])
    html = str(type("Keuze", (forms.Form,), {"route": field})()["route"])

    assert '<option value="" selected>maak een keuze</option>' in html
    assert "---" not in html
