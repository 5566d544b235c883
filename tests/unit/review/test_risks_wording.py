"""What is found in texts, and above all what isn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.review.sensitive_words import findings_in


@pytest.mark.parametrize(
    ("text", "sort", "words"),
    [
        ("What a shit service.", "insult", "shit"),
        ("Not for RETARDS!", "insult", "RETARDS"),
        ("Call about 943 476 5919 please", "nhs-number", "943 476 5919"),
        ("NHS no: 9434765919.", "nhs-number", "9434765919"),
        ("943-476-5919", "nhs-number", "943-476-5919"),
        ("Quote QQ 12 34 56 C".replace("QQ", "AB"), "insurance-number", "AB 12 34 56 C"),
        ("AB123456C", "insurance-number", "AB123456C"),
        ("Sam, date of birth 3/5/2015, loves it", "birth", "date of birth 3/5/2015"),
        ("DOB: 03.05.15", "birth", "DOB: 03.05.15"),
        ("Sam was born on 3rd May 2015", "birth", "was born on 3rd May 2015"),
        ("Ring Jo on 07700 900123", "mobile", "07700 900123"),
        ("Ring +44 7700 900 123", "mobile", "+44 7700 900 123"),
        ("Write to jo.bloggs@gmail.com", "mailbox", "jo.bloggs@gmail.com"),
        ("jo@hotmail.co.uk", "mailbox", "jo@hotmail.co.uk"),
    ],
)
def test_what_should_not_be_public_is_found_with_its_words(text, sort, words):
    assert [(finding.sort, finding.words) for finding in findings_in(text)] == [(sort, words)]


@pytest.mark.parametrize(
    "text",
    [
        "We meet in Scunthorpe, Penistone, Clitheroe and Cockermouth.",
        "For children with spastic cerebral palsy or growth retardation. Our doors are fire retardant.",
        "Finger-prick and skin prick tests. Scrap metal. Shiitake mushrooms. Mongolian food. Assessment classes.",
        "Dick Turpin walk. Great tit and blue tit watching. Faggots and peas on Fridays.",
        "Call 01632 960001, 0808 157 0000 or 020 7946 0958.",
        "Charity 1234567, company 01234567, URN 123456, CQC 1-1234567890.",
        "A grant of £9434765919 a year; 9,434,765,919 people.",
        "The number 1234567890 is no NHS number, as its last digit is wrong.",
        "Bring proof of your child's date of birth.",
        "For children born on or after 1 September 2019. We were founded on 3 May 2015.",
        "Room AB12, floor 3. The A1234 to MK9 3XS. GB 12 34 56 A is no National Insurance number.",
        "Write to help@nightowls.example or send@milton-keynes.gov.uk.",
        "",
    ],
)
def test_harmless_words_are_left_alone(text):
    assert findings_in(text) == []


def test_the_same_words_are_told_once():
    assert len(findings_in("shit, shit")) == 1


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(finding.words in text for finding in findings_in(text))
