"""Letters of the fonts from before Unicode become Vietnamese, and nothing else does."""

import pytest

from locales.legacy import from_tcvn3, from_vni, legacy_converter
from locales.syllables import is_syllable, mended, share_of_syllables

SENTENCE = (
    "Kế hoạch cải cách hành chính của Ủy ban nhân dân xã: rà soát thủ tục, công khai kết quả giải quyết, "
    "nâng cao chất lượng phục vụ người dân; công chức được phân công phải thực hiện đúng thời hạn, "
    "bảo đảm nghỉ lễ đúng chế độ, kỷ cương, kỹ lưỡng."
)
TCVN3 = (
    "KÕ ho¹ch c¶i c¸ch hµnh chÝnh cña ñy ban nh©n d©n x·: rµ so¸t thñ tôc, c«ng khai kÕt qu¶ gi¶i quyÕt, "
    "n©ng cao chÊt l\u00adîng phôc vô ng\u00adêi d©n; c«ng chøc ®\u00adîc ph©n c«ng ph¶i thùc hiÖn ®óng thêi h¹n, "
    "b¶o ®¶m nghØ lÔ ®óng chÕ ®é, kû c\u00ad¬ng, kü l\u00adìng."
)
VNI = (
    "Keá hoaïch caûi caùch haønh chính cuûa UÛy ban nhaân daân xaõ: raø soaùt thuû tuïc, coâng khai keát quaû giaûi quyeát, "
    "naâng cao chaát löôïng phuïc vuï ngöôøi daân; coâng chöùc ñöôïc phaân coâng phaûi thöïc hieän ñuùng thôøi haïn, "
    "baûo ñaûm nghæ leã ñuùng cheá ñoä, kyû cöông, kyõ löôõng."
)


def test_the_two_old_encodings_are_recognised_by_what_they_spell() -> None:
    assert legacy_converter(TCVN3) is from_tcvn3
    assert legacy_converter(VNI) is from_vni
    assert from_tcvn3(TCVN3).lower() == SENTENCE.lower()
    assert from_vni(VNI) == SENTENCE


@pytest.mark.parametrize("text", [SENTENCE, "", "Le résumé été déjà prêt à Noël, où français " * 10, "abc " * 100])
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy_converter(text) is None


@pytest.mark.parametrize("word", ["kế", "hoạch", "nghiêng", "thuỷ", "thủy", "quyết", "ươm", "yêu", "giếng", "khuỷu", "ngoằn"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["đ", "KӃ", "hoҥch", "résumé", "xyz", "áé"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_few_words_are_not_judged() -> None:
    assert share_of_syllables("kế hoạch") is None
    assert share_of_syllables(SENTENCE) == 1.0


def test_words_that_a_pdf_tore_apart_are_joined_only_where_it_does_so_often() -> None:
    torn = "k ế hoạch cải cách h ành chính của x ã"
    assert mended(torn) == "kế hoạch cải cách hành chính của xã"
    assert mended(SENTENCE + " bên b ạn " + SENTENCE) == SENTENCE + " bên b ạn " + SENTENCE
