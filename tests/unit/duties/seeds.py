"""The source documents beside the checkout, cut into bullets and sentences that a duty can name."""

import re
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
CODE = "code-of-practice-4.29-4.62.txt"
OTHERS = {
    "000": "council-faq-2014.txt",
    "001": "national-autistic-society.txt",
    "002": "schools-guidance.txt",
    "004": "milton-keynes-faq.txt",
}
_PARAGRAPH = re.compile(r"(4\.\d\d)\s*(.*)")
_AFTER_A_SENTENCE = re.compile(r"(?<=[.:)])\s+(?=[A-Z])")
ASKS = re.compile(r"\b(must|should)\b")


def paragraphs():
    """Bullets and sentences by paragraph of the Code. A mark alone on its line is that of the text after it."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    bullets, prose, waits = [], [], False
    for raw in (SEEDS / CODE).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if begins := _PARAGRAPH.match(line):
            bullets, prose = found.setdefault(begins[1], ([], []))
            line = begins[2]
        marked, text = line.startswith("·"), line.lstrip("·").strip()
        if text:
            (bullets if marked or waits else prose).append(text)
            waits = False
        elif marked:
            waits = True
    return {number: (bullets, _AFTER_A_SENTENCE.split(" ".join(prose))) for number, (bullets, prose) in found.items()}


def places_of_the_code():
    """Texts by place: `4.30:b2` is a bullet, `4.30:s1` a sentence."""
    places = {}
    for number, (bullets, sentences) in paragraphs().items():
        places |= {f"{number}:b{place}": text for place, text in enumerate(bullets, 1)}
        places |= {f"{number}:s{place}": text for place, text in enumerate(sentences, 1)}
    return places


def places_of_others():
    """Texts by place of the other documents: `001:7` is the seventh sentence or bullet of that one."""
    places = {}
    for seed, name in OTHERS.items():
        lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
        text = " ".join(line.strip() for line in lines if line.strip()).replace("•", ". •")
        places |= {f"{seed}:{place}": each for place, each in enumerate(re.split(r"(?<=[.:?!])\s+", text), 1)}
    return places
