"""What makes words wait that would go live without review, and above all what doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.review.note_words import why_to_look

KNOWN = "Night Owls by Example Trust 1 High Street"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Sam Brown was hurt", "“Sam Brown” may be"),
        ("Sam is ill, so there is no session", "“Sam” may be"),
        ("We are shut. Sam’s dad is ill", "“Sam” may be"),
        ("closed because Ahmed fell", "“Ahmed” may be"),
        ("Ask for Mrs Jones", "“Mrs Jones” is somebody’s name"),
        ("See https://bit.ly/x1", "is a link"),
        ("See nightowls.org.uk/news", "is a link"),
        ("www.nightowls.example", "is a link"),
        ("Write to help@nightowls.example", "is an e-mail address"),
        ("Write to jo @ nightowls", "is an e-mail address"),
        ("Ring 01632 960001", "is a phone number"),
        ("Ring +44 20 7946 0958", "is a phone number"),
        ("What a shit week", "is rude"),
        ("DOB: 03.05.15", "is personal"),
        ("Ring 07700 900123", "is personal"),
    ],
)
def test_what_an_officer_should_look_at_is_found(text, part):
    assert any(part in reason for reason in why_to_look(text, KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8 weeks",
        "About 6 weeks. Referrals are open.",
        "12 weeks (ADHD: 20 weeks), from September 2026",
        "Closed until Tuesday 3 May.",
        "Closed for the Easter holidays.",
        "Boiler broken. We hope to open again in January.",
        "Parking is closed. The hall has no heating. It is cold.",
        "Night Owls is shut, and so is the hall in High Street.",
        "Ask your GP or your SENCO",
        "A place costs £1,250 a term",
    ],
)
def test_plain_words_go_live(text):
    assert why_to_look(text, KNOWN) == ()


def test_what_families_read_already_is_no_news():
    assert why_to_look("closed, says Example Trust", KNOWN) == ()
    assert why_to_look("closed, says Example Trust") != ()


@given(st.text(), st.text())
def test_any_text_can_be_read(text, known):
    why_to_look(text, known)
