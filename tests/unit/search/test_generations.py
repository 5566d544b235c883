"""Words about older people are told from words about everybody."""

import pytest

from search.matching.generations import is_about_older_people


@pytest.mark.parametrize(
    "text",
    [
        "Lunch club for older people",
        "Tea dance, over 50s welcome",
        "A club for the over-60s",
        "Chair exercise, 65+",
        "For those aged 55 and over",
        "Dementia cafe",
        "Retired men meet for bowls",
        "Age UK befriending",
    ],
)
def test_older_people_are_spoken_of(text):
    assert is_about_older_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Painting for young people",
        "Gardening for all ages, from toddlers to pensioners",
        "Families and older people share a meal",
        "An older child may stay longer",
        "60 places for children",
        "Football for under 16s and over 18s",
        "Over 50 clubs to choose from",
        "Care for adults with learning disabilities",
        "Room 65, second floor",
    ],
)
def test_everybody_else_is_not_taken_for_them(text):
    assert not is_about_older_people(text)
