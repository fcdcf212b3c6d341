import pytest

from tasks.names.context import elsewhere


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Odessa, Texas, is far", "texas"),
        ("Odessa, Texas.", "texas"),
        ("Odessa, Tex., is far", "tex."),
        ("Odessa, North Dakota", "north dakota"),
        ("Odessa, Ukraine", ""),
        ("Odessa, Washington and Brussels", ""),
        ("Odessa Texas", ""),
        ("Odessa,", ""),
    ],
)
def test_a_region_behind_a_comma_says_which_place_it_is(text, region, small):
    assert elsewhere(text, len("Odessa"), small.lexicon) == region
