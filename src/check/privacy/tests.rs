//! Made-up numbers that satisfy the checks, and the many that only look like them.

use super::super::tests::{body, codes, document, of};
use super::masked;

/// Valid by construction: no person's number is copied here.
const ID: &str = "110101199003074514";
const ID_X: &str = "11010119900307109X";
const CARD: &str = "6222021234567890128";

fn told(line: &str, code: &str) -> usize {
    codes(&body(line), code)
}

#[test]
fn id_numbers_are_found_however_they_are_written() {
    for line in [
        ID.to_owned(),
        format!("身份证号{ID}的同志"),
        format!("（{ID}）。"),
        "１１０１０１１９９００３０７４５１４".to_owned(),
        "110101 19900307 4514".to_owned(),
        "110101-1990-0307-4514".to_owned(),
        "110101　１９９００３０７　4514".to_owned(),
        format!("身份证{ID_X}"),
        format!("身份证{}，", ID_X.to_lowercase()),
        "11010119900307109Ｘ".to_owned(),
        format!("| 甲 | {ID} |"),
        format!("SFZ{ID}"),
        format!("2024-03-05 {ID}"),
        "身份证号码：110101900307451".to_owned(),
        format!("[表]({ID}.docx)"),
    ] {
        assert_eq!(told(&line, "privacy/id-number"), 1, "{line}");
    }
    assert_eq!(told(&format!("{ID}、{ID_X}"), "privacy/id-number"), 2);
    assert_eq!(
        codes(
            &document(&format!("---\ntitle: 甲\nnote: {ID}\n---\n\n正文。\n")),
            "privacy/id-number"
        ),
        1
    );
}

#[test]
fn what_only_looks_like_an_id_number_is_nothing() {
    for line in [
        "110101199003074515".to_owned(),
        "110101199013074514".to_owned(),
        "990101199003074514".to_owned(),
        format!("1{ID}"),
        format!("{ID}2"),
        format!("摘要 3f{ID}ab"),
        format!("sha256:deadbeef{ID}"),
        format!("{ID}.5"),
        format!("0.{ID}"),
        "编号110101900307451".to_owned(),
        "身份证工作经费110101901307451".to_owned(),
        "2024-03-05 2024-03-06 2024-03-07".to_owned(),
        "电话 0571-85861234 传真 0571-85861235".to_owned(),
    ] {
        assert_eq!(told(&line, "privacy/id-number"), 0, "{line}");
    }
}

#[test]
fn bank_cards_are_found_by_beginning_length_and_check() {
    for line in [
        CARD.to_owned(),
        format!("卡号{CARD}。"),
        "6222 0212 3456 7890 128".to_owned(),
        "4111-1111-1111-1111".to_owned(),
    ] {
        assert_eq!(told(&line, "privacy/bank-card"), 1, "{line}");
    }
    for line in [
        "6222021234567890129".to_owned(),
        format!("1{CARD}"),
        format!("https://example.com/{CARD}.html"),
        "52330000509189478".to_owned(),
        "7222021234567890127".to_owned(),
        format!("{CARD}12"),
        ID.to_owned(),
    ] {
        assert_eq!(told(&line, "privacy/bank-card"), 0, "{line}");
    }
}

#[test]
fn mobile_numbers_are_found_and_sums_are_not() {
    for line in [
        "13812345678",
        "手机13812345678联系",
        "138-1234-5678",
        "138 1234 5678",
        "１３８１２３４５６７８",
        "+8613812345678",
        "+86 138 1234 5678",
        "86-13812345678",
        "0086 13812345678",
        "Tel13812345678",
        "13812345678/85861234",
    ] {
        assert_eq!(told(line, "privacy/mobile-number"), 1, "{line}");
    }
    for line in [
        "12812345678",
        "138123456789",
        "0138123456789",
        "13812345678元",
        "15000000000",
        "0.13812345678",
        "3f13812345678ab",
        "https://example.com/13812345678",
        "0571-85861234",
        "13812345.678",
        "2026-03-05",
        "abcdef13812345678",
    ] {
        assert_eq!(told(line, "privacy/mobile-number"), 0, "{line}");
    }
}

#[test]
fn nothing_that_is_found_is_repeated() {
    let line = format!("甲{ID}，乙13812345678，丙{CARD}（“请核对,谢谢”）");
    for finding in of(&body(&line)) {
        let all = format!("{finding:?}");
        for secret in [ID, "13812345678", CARD] {
            assert!(!all.contains(secret), "{all}");
        }
        let place = finding.place.unwrap();
        assert_eq!(
            place.excerpt.chars().count(),
            line.chars().count(),
            "columns stay"
        );
    }
    assert_eq!(
        masked("甲 110101 19900307 109x 乙").as_deref(),
        Some("甲 ****** ******** **** 乙")
    );
    assert_eq!(masked("2026年3月5日"), None);
}

#[test]
fn a_line_of_many_groups_takes_linear_time() {
    let line = "1 ".repeat(100_000);
    assert!(super::scan::scan(&line).is_empty());
    assert!(super::scan::scan(&"1".repeat(1_000_000)).is_empty());
}
