//! `[ledger] public` holds in every file of an edition.

use super::sample::{LATE, NOTE, ON_TIME, edition, material, public, rules, texts};
use crate::edition::Edition;
use crate::model::{Disclosure, EditionKind};

/// Fails if any file of the edition holds the word.
fn nowhere(edition: &Edition, word: &str) {
    for (path, text) in texts(edition) {
        assert!(!text.contains(word), "{path} says {word}");
    }
}

fn file(edition: &Edition, path: &str) -> String {
    texts(edition).remove(path).unwrap()
}

/// The file's part from the main matter to its end, without the menu.
fn main_of(page: &str) -> &str {
    page.split_once("<main").unwrap().1
}

const FORMS_OF_DAYS: [&str; 4] = [ON_TIME, LATE, "2026年3月7日", "2026年5月9日"];

#[test]
fn counts_tells_totals_and_no_unit_and_no_day() {
    let edition = public(Disclosure::Counts);
    for day in FORMS_OF_DAYS {
        nowhere(&edition, day);
    }
    nowhere(&edition, NOTE);
    nowhere(&edition, "已报送");
    for path in ["ledger/index.html", "ledger/2026.html", "ledger/2026.csv"] {
        let text = file(&edition, path);
        let text = text.split_once("<main").map_or(&*text, |(_, main)| main);
        for unit in ["第一局", "第二局", "第三局"] {
            assert!(!text.contains(unit), "{path} names {unit}");
        }
    }
    let unit = file(&edition, "units/third.html");
    assert!(!main_of(&unit).contains("逾期"), "{unit}");
    assert!(!main_of(&file(&edition, "units/index.html")).contains("逾期"));
    let csv = file(&edition, "ledger/2026.csv");
    assert!(
        csv.ends_with("2026,年度创建计划,2026-03-31,1,1,1,0,0,0\r\n"),
        "{csv}"
    );
}

#[test]
fn filed_names_who_has_filed_and_neither_when_nor_who_has_not() {
    let edition = public(Disclosure::Filed);
    for day in FORMS_OF_DAYS {
        nowhere(&edition, day);
    }
    nowhere(&edition, NOTE);
    nowhere(&edition, "逾期");
    nowhere(&edition, "按期报送");
    nowhere(&edition, "未到期");
    let ledger = file(&edition, "ledger/2026.html");
    assert!(main_of(&ledger).contains("第一局") && main_of(&ledger).contains("第二局"));
    assert!(!main_of(&ledger).contains("第三局"), "nobody is named as missing");
    let csv = file(&edition, "ledger/2026.csv");
    assert!(csv.contains("第二局,已报送") && !csv.contains("第三局"), "{csv}");
}

#[test]
fn full_tells_every_status_and_the_days_but_no_note_of_the_register() {
    let edition = public(Disclosure::Full);
    nowhere(&edition, NOTE);
    let csv = file(&edition, "ledger/2026.csv");
    assert!(csv.contains("第一局,按期报送,2026-03-07,\r\n"), "{csv}");
    assert!(
        csv.contains("第二局,逾期报送,2026-05-09,plans/2026/second.html\r\n"),
        "{csv}"
    );
    assert!(csv.contains("第三局,逾期未报,,\r\n"), "{csv}");
    let ledger = file(&edition, "ledger/2026.html");
    for word in ["按期报送", "逾期报送", "逾期未报", "●", "◐", "▲"] {
        assert!(main_of(&ledger).contains(word), "{word}");
    }
}

#[test]
fn the_internal_edition_tells_all_and_says_on_each_page_what_it_is() {
    let edition = edition(&material(), rules(Disclosure::Counts), EditionKind::Internal);
    let csv = file(&edition, "ledger/2026.csv");
    assert!(csv.contains(NOTE), "{csv}");
    for (path, text) in texts(&edition) {
        if path.ends_with(".html") {
            assert!(text.contains("内部版 不得外传"), "{path}");
        }
    }
}

#[test]
fn a_site_has_its_own_words_for_a_status() {
    let mut rules = rules(Disclosure::Full);
    rules.ledger.labels.insert("overdue".into(), "尚未报送".into());
    let edition = edition(&material(), rules, EditionKind::Public);
    nowhere(&edition, "逾期未报");
    assert!(file(&edition, "ledger/2026.html").contains("尚未报送"));
}
