"""A small model of sentences on the processor: some 5 ms for a search, 15 ms for a listing."""

import ctypes
import ctypes.util
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

from search.meaning.models import Model
from search.meaning.vectors import Vector
from search.meaning.vocabulary import VOCABULARY

MOST_TOKENS: Final = 192
"""Some 140 words: what comes later in a listing says little more of what it is."""


class SentenceModel:
    """A model, loaded. Raises what its libraries raise where its file isn't whole."""

    def __init__(self, model: Model, path: Path) -> None:
        self.model = model
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the processors are for other requests
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._tokenizer = _tokenizer()
        _give_memory_back()

    def encode(self, text: str, *, search: bool = False) -> Vector | None:
        """The vector of a search, else of a listing's text; None without any text."""
        if not text.strip():
            return None
        words = f"{self.model.before_a_search if search else ''}{text}"
        ids = np.array([self._tokenizer.encode(words).ids], np.int64)
        known = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: known[name] for name in self._inputs})[0][0]
        found: Vector = states[0] if self.model.by_first_token else states.mean(axis=0)
        length = float(np.linalg.norm(found))
        return found / np.float32(length) if length else None


def _tokenizer() -> Any:
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


def _give_memory_back() -> None:
    """The C library keeps the 60 MB that loading took and no longer needs, unless it is told."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(ctypes.util.find_library("c")).malloc_trim(0)
