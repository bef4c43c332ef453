"""Search keys: the same for every way of writing the same thing."""

import pytest

from pftz_cli.text import fold, id_key, name_key, tokens


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Xi'an", "xian"),
        ("  XI AN ", "xian"),
        ("Xī’ān", "xian"),
        ("ＳＨＡＮＧＨＡＩ", "shanghai"),
        ("中国（上海）自由贸易试验区", "中国上海自由贸易试验区"),
        ("中国(上海)自由贸易试验区", "中国上海自由贸易试验区"),
        ("Qianhai & Shekou", "qianhaishekou"),
        ("Caf\u00e9", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("???", ""),
        ("\u3000\u200b", ""),
    ],
)
def test_a_name_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("typed", "key"), [("M03", "m3"), ("m3", "m3"), ("M003", "m3"), ("Batch-01", "batch-1"), ("M30", "m30"), ("Ｍ０３", "m3")]
)
def test_an_id_has_one_key_whatever_its_case_and_zeros(typed: str, key: str) -> None:
    assert id_key(typed) == key


@pytest.mark.parametrize("text", ["Xi'an", "葡萄酒 label", "Straße ﬁ", "İstanbul", "ǅ", "½"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert name_key(name_key(text)) == name_key(text)


def test_words_are_tokens_and_chinese_runs_are_pairs_of_neighbours() -> None:
    assert tokens("Wine labels, 葡萄酒标签 2024") == ["wine", "labels", "葡萄", "萄酒", "酒标", "标签", "2024"]
    assert tokens("ATA单证册") == ["ata", "单证", "证册"]
    assert tokens("海") == ["海"]
    assert tokens("——") == []
