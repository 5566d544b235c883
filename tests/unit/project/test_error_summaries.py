"""What is wrong with a form is said by one component, in pages whose titles begin with it."""

import re

import pytest

from tests.unit.project.templates import COMPONENT, TEMPLATES, pages_with_error_summaries


def test_no_page_writes_an_error_summary_of_its_own():
    own = [name for name, text in TEMPLATES.items() if re.search(r"govuk-error-summary|There is a problem", text)]
    assert own == [COMPONENT]


@pytest.mark.parametrize("name", pages_with_error_summaries())
def test_the_title_begins_with_the_error(name):
    title = re.search(r"{% block title(?:tag)? %}(.*?){% endblock %}", TEMPLATES[name])
    assert title, name
    assert re.match(r"({% if [^%]+ %})?Error: ", title[1])
