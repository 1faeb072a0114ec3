"""How long a term is, as people say it."""

import pytest

from meedoen.wet.duration import Duration, Unit


@pytest.mark.parametrize(
    ("duration", "spoken", "written"),
    [
        (Duration(10, Unit.WEEK), "tien weken", "10 weken"),
        (Duration(1, Unit.WEEK), "één week", "1 week"),
        (Duration(18, Unit.MONTH), "anderhalf jaar", "18 maanden"),
        (Duration(3, Unit.YEAR), "drie jaar", "3 jaar"),
        (Duration(1, Unit.YEAR), "één jaar", "1 jaar"),
        (Duration(20, Unit.DAY), "twintig dagen", "20 dagen"),
        (Duration(21, Unit.DAY), "21 dagen", "21 dagen"),
    ],
)
def test_a_length_is_said_in_words_and_written_with_its_number(duration, spoken, written):
    assert str(duration.spoken) == spoken
    assert str(duration) == written
