"""HTML becomes words with their lines, lists and addresses; nothing is lost, and what is no HTML stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.text.markup import without_markup

WORDS = ["Sensory", "room", "1:1", "support", "<ten", "a & b", "Jo <jo@example.org>", "5 < 6", "caf\u00e9", "\n"]
TAGS = [
    *(
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        "<b>",
        "</b>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<div class='x'>",
        "</div>",
    ),
    *("<h2>", "</h2>", "<a href='https://example.org/x'>", "</a>", "<td>", "</tr>", "<o:p>", "&amp;", "&nbsp;", "&lt;"),
]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<ul><li>1:1 support</li><li>Sensory room</li></ul>", "- 1:1 support\n- Sensory room"),
        ("<ol><li>Ask</li><li>Come</li></ol>", "1. Ask\n2. Come"),
        ("<ul>\n<li><p>Ask</p></li>\n<li> Come </li></ul>", "- Ask\n\n- Come"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.</p>\n<p>Two &amp; three.</p>", "One.\n\nTwo & three."),
        ("Monday: 9am to 11am<br>Thursday: 1pm to 3pm", "Monday: 9am to 11am\nThursday: 1pm to 3pm"),
        ("1:1 support<div>Sensory room</div>", "1:1 support\nSensory room"),
        ('<a href="https://example.org/next">see dates</a>', "see dates (https://example.org/next)"),
        ('<a href="https://example.org/">www.example.org</a>', "www.example.org"),
        ('<a href="mailto:jo@example.org">Jo</a>', "Jo (jo@example.org)"),
        ('<a href="/travel">travel</a> and <a href="#top">up</a>', "travel (/travel) and up"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ('<img src="map.png" alt="A map of the park">', "A map of the park"),
        ("Jo <jo@example.org>", "Jo <jo@example.org>"),
        ("children <ten and >two", "children <ten and >two"),
        ("<ten>", "<ten>"),
        ("aged 5&ndash;11, we&rsquo;re open", "aged 5–11, we’re open"),
        ("Food &amp; fun", "Food & fun"),
        ("&lt;p&gt;Twice&lt;/p&gt;", "Twice"),
        ("&amp;amp;amp; so on", "& so on"),
        ("<o:p></o:p>Word <span lang=EN-GB>text</span>", "Word text"),
        ("<table><tr><td>Mon</td><td>9-5</td></tr><tr><td>Tue</td><td>10-4</td></tr></table>", "Mon 9-5\nTue 10-4"),
        ("<style>p {color: red}</style>a<script>alert('<b>')</script>b", "ab"),
        ("a<script>never closed", "anever closed"),
        ("a<!-- note -->b<!-- open", "ab open"),
        ("plain\n\n  text ", "plain\n\n  text "),
    ],
)
def test_markup_becomes_words(text, plain):
    assert without_markup(text) == plain


@given(st.lists(st.sampled_from([*WORDS, *TAGS]), max_size=14))
def test_no_word_is_lost_and_the_result_stays(parts):
    plain = without_markup(" ".join(parts))
    assert without_markup(plain) == plain
    said = [word for part in parts if part in WORDS for word in re.findall(r"\w+", part)]
    kept = re.findall(r"\w+", plain)
    assert not (missing := [word for word in said if word not in kept]), missing


@given(st.text(st.sampled_from("<>/!?&;:abpscript= \"'-#x1\n"), max_size=60))
def test_the_result_holds_no_markup(text):
    plain = without_markup(text)
    assert without_markup(plain) == plain
    assert not re.search(r"<(?:script|p|a|b|img)[\s>]", plain, re.IGNORECASE)


@pytest.mark.parametrize(
    "part", ["<", "<a ", "<!--", "<script>", "&amp;", "&#38;#38;", "<p>", "<li>", " ", "<a href=", "<b>\n "]
)
def test_a_very_long_text_is_answered(part):
    without_markup(part * (100_000 // len(part)))
