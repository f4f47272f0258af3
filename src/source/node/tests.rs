//! The tree of values, and its places.

use super::*;
use crate::diagnostic::Argument;

fn yaml(text: &str) -> Node {
    let source = SourceText::new("content/a.md", text);
    let (node, told) = parse_yaml(&source, Span::new(0, text.len()));
    assert!(told.is_empty(), "{told:?}");
    node.unwrap()
}

fn entries(node: Node) -> Vec<(Spanned<String>, Node)> {
    match node.kind {
        NodeKind::Map(entries) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn scalars_keep_the_text_that_was_written() {
    let text = "a: 010\nb: no\nc: 1.10\nd: '3'\ne: \"\\u4e2d\"\nf: |\n  一\n  二\ng: 2026-03-05\n";
    let found: Vec<_> = entries(yaml(text))
        .into_iter()
        .map(|(key, node)| match node.kind {
            NodeKind::Scalar { text, quoted } => (key.value, text, quoted),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("a", "010", false),
        ("b", "no", false),
        ("c", "1.10", false),
        ("d", "3", true),
        ("e", "中", true),
        ("f", "一\n二\n", true),
        ("g", "2026-03-05", false),
    ];
    assert_eq!(found, expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c)));
}

#[test]
fn nothing_is_told_from_the_text_nothing() {
    for text in ["a:\n", "a: ~\n", "a: null\n", "a:\nb: 1\n"] {
        assert_eq!(entries(yaml(text)).remove(0).1.kind, NodeKind::Null, "{text}");
    }
    assert_ne!(entries(yaml("a: 'null'\n")).remove(0).1.kind, NodeKind::Null);
}

#[test]
fn spans_are_bytes_of_the_file_behind_other_text_and_mends() {
    let text = "前文\n标题：甲\n标签: [乙, \"丙\"]\n后文";
    let source = SourceText::new("content/a.md", text);
    let start = text.find("标题").unwrap();
    let end = text.find("后文").unwrap();
    let (node, told) = parse_yaml(&source, Span::new(start, end));
    assert_eq!(told.len(), 1);
    let entries = entries(node.unwrap());
    assert_eq!(source.slice(entries[0].0.span), "标题");
    assert_eq!(source.slice(entries[0].1.span), "甲");
    let NodeKind::List(items) = &entries[1].1.kind else {
        panic!("{entries:?}")
    };
    assert_eq!(source.slice(items[1].span), "\"丙\"");
    assert_eq!(source.slice(entries[1].1.span), "[乙, \"丙\"]");
}

#[test]
fn toml_keeps_the_order_of_the_file_and_the_places_of_values() {
    let source = SourceText::new("site.toml", "b = '乙'\na = 1\n[c]\nd = [2026-03-05, true]\n");
    let (node, told) = parse_toml(&source);
    assert!(told.is_empty());
    let entries = entries(node.unwrap());
    let keys: Vec<_> = entries.iter().map(|(key, _)| key.value.as_str()).collect();
    assert_eq!(keys, ["b", "a", "c"]);
    assert_eq!(source.slice(entries[0].1.span), "'乙'");
}

#[test]
fn every_reason_why_a_line_is_no_toml_has_a_word_of_its_own() {
    for (text, expected) in [
        ("a = “甲”\n", "toml.full-width-quotes"),
        ("a = 甲\n", "toml.unquoted"),
        ("a = \"甲\n", "toml.quotes"),
        ("a：1\n", "toml.equals-sign"),
        ("a ＝ 1\n", "toml.equals-sign"),
        ("a: 1\n", "toml.equals-sign"),
        ("a = [1，2]\n", "toml.full-width-sign"),
        ("a = [1, 2\nb = 1\n", "toml.comma"),
        ("a = 01\n", "toml.number"),
        ("a = 2025-02-30\n", "toml.number"),
        ("a = 1 b = 2\n", "toml.more-on-line"),
        ("a\n", "toml.value-missing"),
        ("a =\n", "toml.value-missing"),
        ("标题 = 1\n", "toml.key"),
        ("a = \"\\目\"\n", "toml.backslash"),
        ("[a\n", "toml.bracket"),
    ] {
        let (_, told) = parse_toml(&SourceText::new("site.toml", text));
        let reason = told[0].arguments.iter().find(|(name, _)| *name == "reason");
        assert_eq!(
            reason.map(|(_, word)| word.clone()),
            Some(Argument::Word(expected)),
            "{text}"
        );
    }
}
