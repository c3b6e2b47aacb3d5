import pytest

from reports.indicators import CATALOGUE, area_key_of, indicator_code_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Công tác chỉ đạo, điều hành", "direction"),
        ("CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", "direction"),
        ("Cải cách thể chế", "institutions"),
        ("Cải cách thủ tục hành chính", "procedures"),
        ("Cải cách TTHC", "procedures"),
        ("Cải cách tổ chức bộ máy", "apparatus"),
        ("Cải cách chế độ công vụ", "civil-service"),
        ("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức", "civil-service"),
        ("Cải cách tài chính công", "finance"),
        ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", "digital"),
        ("Hiện đại hóa hành chính", "digital"),
        ("Áp dụng Hệ thống quản lý chất lượng theo TCVN ISO 9001:2015", "iso"),
        ("Cải thiện môi trường đầu tư", "other"),
    ],
)
def test_an_area_finds_its_place_by_its_words(name, key) -> None:
    assert area_key_of(name) == key


def test_every_indicator_has_its_own_code_and_every_outline_area_has_some() -> None:
    codes = [spec.code for spec in CATALOGUE]
    assert len(set(codes)) == len(codes)
    keys = {spec.area_key for spec in CATALOGUE}
    assert keys == {
        "direction",
        "institutions",
        "procedures",
        "apparatus",
        "civil-service",
        "finance",
        "digital",
        "iso",
    }


def test_a_ratio_names_both_parts_and_nothing_else_has_parts() -> None:
    for spec in CATALOGUE:
        assert (spec.value_type == "ratio") == bool(spec.numerator and spec.denominator), spec.code
        if spec.combine == "ratio":
            assert spec.value_type == "ratio", spec.code


def test_only_the_programs_own_count_is_not_asked_for() -> None:
    assert [spec.code for spec in CATALOGUE if spec.counted_by_program] == ["1.1"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("Phấn đấu từ 95% -100% số hồ sơ TTHC được trả kết quả giải quyết đúng hạn, trước hạn", "3.4"),
        ("Phấn đấu hoàn thành số hóa kết quả giải quyết TTHC đạt tỷ lệ 25%", "3.6"),
        ("từ 90% trở lên người dân, doanh nghiệp đánh giá mức độ hài lòng trong giải quyết TTHC", "1.7"),
        ("công khai kịp thời, đầy đủ, đúng quy định 100% các TTHC", "3.1"),
        ("30% người dân thực hiện TTHC không phải cung cấp các giấy tờ đã được chấp nhận", ""),
    ],
)
def test_a_target_finds_the_figure_that_measures_it_or_none(target, code) -> None:
    assert indicator_code_of(target) == code
