"""Words in another language are noticed, whatever they would mean in English, and names among them are searched."""

import pytest

from tests.unit.understanding.council_context import chips, read

SAID = {
    "pl": "szukam pomocy dla syna",
    "ro": "ajutor pentru copilul meu",
    "pt": "preciso de ajuda para meu filho",
    "es": "ayuda para mi hijo",
    "fr": "aide pour mon enfant",
    "it": "aiuto per mio figlio",
    "lt": "reikia pagalbos mano vaikui",
    "so": "waxaan u baahanahay caawimaad",
    "tr": "oğlum için yardım istiyorum",
    "sq": "ndihmë për djalin tim",
    "hu": "segítséget keresek a fiam hol van",
    "de": "hilfe für mein kind",
}


@pytest.mark.parametrize(("code", "words"), SAID.items())
def test_a_dozen_languages_are_known(code, words):
    found = read(words).interpreter
    assert found.language == code
    assert "interpreter" in found.sentence


@pytest.mark.parametrize("code", ["pl", "fr", "tr"])
def test_they_are_known_without_accents(code):
    plain = {"pl": "szkoly dla corki", "fr": "besoin ecole pour ma fille", "tr": "oglum icin yardim"}
    assert read(plain[code]).interpreter.language == code


def test_small_words_of_another_language_mean_nothing_in_english():
    assert chips("szukam pomocy dla syna") == set()
    assert chips("dla form") == {"topic:money-personal-budgets"}


def test_what_is_left_is_searched():
    (term,) = read("szukam pomocy dla syna Makaton Hub Bletchley").terms[:1]
    assert "makaton" in term.words[0]
    assert read("szukam dla syna Bletchley").located.label == "Bletchley"


@pytest.mark.parametrize(
    "words",
    ["", "autism", "help for my son", "DLA", "con air night", "van hire", "die in peace", "so he is not in school"],
)
def test_english_is_not_taken_for_another(words):
    assert read(words).interpreter is None
