//! The catalogue against texts of its own, and the embedded files against one another.

use super::{Catalogue, Entry, Files, Language};
use crate::diagnostic::Diagnostic;

const SAMPLE: &str = r#"
["a/key"]
message = "不认识的字段“{key}”"
label = ["是不是想写 {suggestion}？", "可用的有 {known}", "看看说明"]
help = "写成 {suggestion}"
explain = """

为什么。
"""
["a/braces"]
message = "不能写 {% if %}、{{ x }} 或 {} {甲}"
["a/missing"]
message = "没有 {nothing}"
[words]
"shape.list" = "列表"
"sum" = "{errors} 个错误"
"#;

fn sample(language: Language) -> Catalogue {
    Catalogue::from_text(language, SAMPLE)
}

fn label(diagnostic: &Diagnostic) -> Option<String> {
    sample(Language::Chinese).entry(diagnostic).label
}

#[test]
fn the_first_alternative_whose_values_are_all_there_is_told() {
    let bare = Diagnostic::error("a/key").with("key", "darft");
    assert_eq!(label(&bare).as_deref(), Some("看看说明"));
    let listed = bare.clone().with_list("known", ["title", "date"]);
    assert_eq!(label(&listed).as_deref(), Some("可用的有 title、date"));
    let suggested = listed.with_some("suggestion", Some("draft"));
    assert_eq!(
        sample(Language::Chinese).entry(&suggested),
        Entry {
            message: "不认识的字段“darft”".to_owned(),
            label: Some("是不是想写 draft？".to_owned()),
            help: Some("写成 draft".to_owned()),
        }
    );
    assert_eq!(sample(Language::Chinese).entry(&bare).help, None);
}

#[test]
fn lists_are_joined_as_the_language_does_and_words_are_looked_up() {
    let listed = Diagnostic::error("a/key")
        .with_word("key", "shape.list")
        .with_list("known", ["a", "b"]);
    let entry = sample(Language::English).entry(&listed);
    assert_eq!(entry.label.as_deref(), Some("可用的有 a, b"));
    assert_eq!(entry.message, "不认识的字段“列表”");
}

#[test]
fn braces_that_hold_no_name_stand_for_themselves() {
    let entry = sample(Language::Chinese).entry(&Diagnostic::error("a/braces"));
    assert_eq!(entry.message, "不能写 {% if %}、{{ x }} 或 {} {甲}");
    let injected = Diagnostic::error("a/key")
        .with("key", "{suggestion}")
        .with("suggestion", "draft");
    assert_eq!(
        sample(Language::Chinese).entry(&injected).message,
        "不认识的字段“{suggestion}”"
    );
}

#[test]
fn nothing_is_fatal_and_nothing_is_endless() {
    let catalogue = sample(Language::Chinese);
    assert_eq!(catalogue.entry(&Diagnostic::error("no/such")).message, "no/such");
    assert_eq!(
        catalogue.entry(&Diagnostic::error("a/missing")).message,
        "没有 {nothing}"
    );
    assert_eq!(catalogue.word("none", &[]), "none");
    assert_eq!(catalogue.word("sum", &[("errors", "3")]), "3 个错误");
    assert_eq!(catalogue.explain("a/key"), Some("为什么。\n"));
    assert_eq!(catalogue.explain("a/missing"), None);
    let long = Diagnostic::error("a/key").with("key", "长".repeat(100_000));
    assert_eq!(
        catalogue.entry(&long).message.chars().count(),
        300 + "不认识的字段“…”".chars().count()
    );
}

#[test]
fn every_embedded_file_is_toml_of_the_documented_shape() {
    for path in Files::iter() {
        let file = Files::get(&path).unwrap();
        let table: toml::Table = std::str::from_utf8(&file.data)
            .unwrap()
            .parse()
            .unwrap_or_else(|e| panic!("{path}: {e}"));
        for (code, texts) in table {
            let texts = texts
                .as_table()
                .cloned()
                .unwrap_or_else(|| panic!("{path}: {code} is no table"));
            if code == "words" {
                assert!(
                    texts.values().all(toml::Value::is_str),
                    "{path}: words are strings"
                );
                continue;
            }
            assert!(
                code.contains('/') && texts.contains_key("message"),
                "{path}: {code} has no message"
            );
            for key in texts.keys() {
                assert!(
                    ["message", "label", "help", "explain"].contains(&key.as_str()),
                    "{path}: {code}: {key}"
                );
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_codes_and_words_all_explained() {
    let (chinese, english) = (
        Catalogue::new(Language::Chinese),
        Catalogue::new(Language::English),
    );
    assert_eq!(chinese.codes(), english.codes());
    assert!(
        chinese.words.keys().eq(english.words.keys()),
        "{:?}\n{:?}",
        chinese.words.keys(),
        english.words.keys()
    );
    for code in chinese.codes() {
        assert!(
            chinese.explain(code).is_some() && english.explain(code).is_some(),
            "{code} has no explanation"
        );
    }
}
