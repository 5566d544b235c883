"""Words with named placeholders, as `Hello {name}`: what is wrong with them, and filling them in."""

import re
from collections.abc import Collection, Mapping
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z_]*)\}")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")


def placeholders_in(words: str) -> list[str]:
    """The names of the placeholders in the words, each once, in their order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(words)))


def faults_in(words: str, *, known: Collection[str], required: Collection[str] = ()) -> list[str]:
    """What an officer must put right in the words, a sentence each; empty when they can be used."""
    faults = []
    if "{" in (rest := _PLACEHOLDER.sub("", words)) or "}" in rest:
        faults.append("Write each placeholder as {name}: small letters, with one bracket on each side.")
    unknown = [name for name in placeholders_in(words) if name not in known]
    if unknown:
        faults.append(f"There is no placeholder {listed(unknown)} in this mail. Check its spelling.")
    missing = [name for name in required if name not in placeholders_in(words)]
    if missing:
        faults.append(f"This mail needs {listed(missing)}. Put it back in.")
    return faults


def filled(words: str, values: Mapping[str, str]) -> str:
    """The words with each placeholder's value. A paragraph with a value that is empty is left out as a whole.

    Values are put in as they are: a brace in one means nothing. Raises KeyError for a placeholder without a value.
    """
    kept = [
        _PLACEHOLDER.sub(lambda found: values[found[1]].strip(), paragraph)
        for paragraph in _PARAGRAPHS.split(words.replace("\r\n", "\n").strip())
        if all(values[name].strip() for name in placeholders_in(paragraph))
    ]
    return "\n\n".join(kept)


def listed(names: Collection[str]) -> str:
    """Placeholders as an officer types them."""
    return ", ".join(f"{{{name}}}" for name in names)
