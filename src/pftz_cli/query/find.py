"""Ranked search over titles, names, summaries and the ways people ask, tolerant of typing errors."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pftz_cli.errors import UsageError
from pftz_cli.index import Catalog, Records
from pftz_cli.query.names import choose
from pftz_cli.text import id_key, is_cjk, name_key, tokens

if TYPE_CHECKING:
    from pftz_cli.index.catalog import Stored
    from pftz_cli.model import Record

MAX_QUERY = 1000
"""Longest query in characters."""
_ALIKE = 80.0
"""From this likeness on, 0 to 100, one word stands for another: it lets `lable` pass for `label`."""
_SHORTEST_ALIKE = 4
"""Words shorter than this must be the same."""
_WEAK = 50.0
"""Below this score nothing is called a match."""
_HIDDEN = frozenset({"asked_as", "asked_as_zh"})


class Phrase(NamedTuple):
    """A text of a record: the record's index number, the field, the text, its tokens with spaces between."""

    n: int
    field: str
    text: str
    words: str


class Match(NamedTuple):
    """A record that resembles the words: how much, 0 to 100, and which words met which field."""

    stored: "Stored"
    score: float
    matched: str

    @property
    def record(self) -> "Record":
        """The record itself."""
        return Records([self.stored])[0]


def find(catalog: Catalog, words: str, *, kinds: Sequence[str] = (), limit: int = 10) -> list[Match]:
    """Rank the records that resemble *words*, over every kind or over *kinds*.

    A record scores by its best text: how much of the query, rare words counting more, stands in it, and how much of it the query makes up.

    Returns:
        Matches, best first, ties in id order, scores 0 to 100; empty when nothing comes near.

    Raises:
        UnknownName: one of *kinds* is none.
        UsageError: *words* holds no letter or digit, or is longer than `MAX_QUERY`.
    """
    for kind in kinds:
        choose("kind", kind, list(catalog.kinds()))
    if len(words) > MAX_QUERY:
        raise UsageError(f"the query is longer than {MAX_QUERY} characters")
    query = list(dict.fromkeys(tokens(words)))
    if not query:
        raise UsageError("empty query; type a word")
    phrases = list(map(Phrase._make, catalog.phrases(kinds)))
    meanings = _meanings(query, phrases)
    weights = _weights(query, meanings, phrases)
    best: dict[int, tuple[float, str]] = {}
    for phrase in phrases:
        score, met = _score(phrase, words, meanings, weights)
        if score >= _WEAK and score > best.get(phrase.n, (0.0, ""))[0]:
            field = "the way people ask" if phrase.field in _HIDDEN else phrase.field
            best[phrase.n] = (score, f"{', '.join(met)} in {field}")
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
    records = catalog.numbered([n for n, _ in ranked])
    return [Match(stored, round(score, 1), matched) for stored, (_, (score, matched)) in zip(records.stored, ranked, strict=True)]


def _meanings(query: Sequence[str], phrases: Iterable[Phrase]) -> dict[str, dict[str, float]]:
    """Return for each word of the query the words of the texts that it may stand for, with their likeness, 0 to 1."""
    known = {word for phrase in phrases for word in phrase.words.split()}
    return {word: _stands_for(word, known) for word in query}


def _stands_for(word: str, known: set[str]) -> dict[str, float]:
    if word in known:
        return {word: 1.0}
    if len(word) == 1 and is_cjk(word):
        return {other: 1.0 for other in known if word in other}
    if len(word) < _SHORTEST_ALIKE or not word.isascii():
        return {}
    from rapidfuzz import fuzz, process

    alike = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)
    return {other: score / 100 for other, score, _ in alike}


def _weights(query: Sequence[str], meanings: Mapping[str, Mapping[str, float]], phrases: Sequence[Phrase]) -> dict[str, float]:
    """Return how much each word of the query counts: the fewer records hold it, the more; one that none holds as if one did."""
    records = len({phrase.n for phrase in phrases})
    weights = {}
    for word in query:
        holding = {phrase.n for phrase in phrases if not meanings[word].keys().isdisjoint(phrase.words.split())}
        weights[word] = math.log((records + 1) / (max(len(holding), 1) + 0.5)) + 0.1
    return weights


def _score(
    phrase: Phrase, words: str, meanings: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
) -> tuple[float, list[str]]:
    """Return the score of one text, 0 to 100, and the words that met it, each with the word it was taken for if that is another."""
    if (phrase.field == "id" and id_key(words) == id_key(phrase.text)) or name_key(words) == name_key(phrase.text):
        return 100.0, [phrase.text if phrase.field not in _HIDDEN else words]
    held = phrase.words.split()
    met = {
        word: max((other for other in held if other in others), key=others.__getitem__, default=None) for word, others in meanings.items()
    }
    likeness = {word: meanings[word][other] for word, other in met.items() if other is not None}
    covered = sum(alike * weights[word] for word, alike in likeness.items()) / sum(weights.values())
    share = len(likeness) / max(len(set(held)), 1)
    named = [word if met[word] == word else f"{word}→{met[word]}" for word in likeness]
    return 100 * covered * (0.8 + 0.19 * min(share, 1.0)), named
