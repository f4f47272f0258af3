//! Exact drawings.

use super::{Style, draw, json};
use crate::diagnostic::{Catalogue, Diagnostic, Language, SourceText, Span};

/// Drawings in words of their own: the code has no text in the catalogue, so that no other floor's wording moves these.
fn drawn(text: &str, part: &str, finish: impl FnOnce(Diagnostic) -> Diagnostic) -> String {
    let source = SourceText::new("content/plans/2026/finance.md", text);
    let start = text.find(part).unwrap();
    let diagnostic = Diagnostic::error("test/case").at(source.place(Span::new(start, start + part.len())));
    draw(&finish(diagnostic), &catalogue(), Style::Plain)
}

fn catalogue() -> Catalogue {
    Catalogue::from_text(
        Language::Chinese,
        r#"
        ["test/case"]
        message = "不认识的字段“{key}”"
        label = "{label}"
        help = "写成 {help}"
        ["test/explained"]
        message = "不认识的字段“{key}”"
        label = "是不是想写 {suggestion}？"
        explain = "…"
        [words]
        "severity.error" = "错误"
        "severity.warning" = "警告"
        "draw.first" = "首次出现"
        "draw.help" = "帮助"
        "#,
    )
}

#[test]
fn the_example_of_the_design_is_drawn_to_the_letter() {
    let source = SourceText::new("content/plans/2026/finance.md", "---\n\n\n\n\ndarft: true\n---\n");
    let diagnostic = Diagnostic::error("test/explained")
        .at(source.place(Span::new(8, 13)))
        .with("key", "darft")
        .with("suggestion", "draft（草稿）");
    let expected = "\
错误[test/explained]: 不认识的字段“darft”
  --> content/plans/2026/finance.md:6:1
   |
 6 | darft: true
   | ^^^^^ 是不是想写 draft（草稿）？
   = 帮助: sihao explain test/explained
";
    assert_eq!(draw(&diagnostic, &catalogue(), Style::Plain), expected);
}

#[test]
fn carets_stand_under_the_very_characters_behind_han_and_tabs() {
    let expected = "\
错误[test/case]: 不认识的字段“k”
  --> content/plans/2026/finance.md:1:6
   |
 1 | 单位：    财政局（二）处
   |             ^^^^ 在这里
";
    let drawing = drawn("单位：\t财政局（二）处", "政局", |d| {
        d.with("key", "k").with("label", "在这里")
    });
    assert_eq!(drawing, expected);
}

#[test]
fn emoji_are_as_wide_as_terminals_show_them() {
    let expected = "\
错误[test/case]: 不认识的字段“k”
  --> content/plans/2026/finance.md:1:4
   |
 1 | 😀☑\u{fe0f}错
   |     ^^
";
    assert_eq!(drawn("😀☑\u{fe0f}错", "错", |d| d.with("key", "k")), expected);
}

#[test]
fn bidi_marks_and_escapes_are_written_out_in_line_message_and_path() {
    let expected = "\
错误[test/case]: 不认识的字段“\\u{1b}[31m\\u{a}”
  --> content/plans/2026/finance.md:1:2
   |
 1 | 甲\\u{202e}乙丙
   |   ^^^^^^^^^^
";
    assert_eq!(
        drawn("甲\u{202e}乙丙", "\u{202e}乙", |d| d
            .with("key", "\x1b[31m\n")),
        expected
    );
}

#[test]
fn a_long_line_is_cut_to_a_window() {
    let text = format!("{}错{}", "一".repeat(3000), "二".repeat(3000));
    let expected = format!(
        "错误[test/case]: 不认识的字段“k”\n  --> content/plans/2026/finance.md:1:3001\n   |\n 1 | ...{}错{}...\n   | {}^^\n",
        "一".repeat(20),
        "二".repeat(29),
        " ".repeat(43)
    );
    assert_eq!(drawn(&text, "错", |d| d.with("key", "k")), expected);
    let start = drawn(&format!("错{}", "二".repeat(200)), "错", |d| {
        d.with("key", "k")
    });
    assert!(
        start.contains(&format!(" 1 | 错{}...\n   | ^^\n", "二".repeat(49))),
        "{start}"
    );
    let end = drawn(&format!("{}错", "一".repeat(5000)), "错", |d| {
        d.with("key", "k")
    });
    assert!(
        end.contains(&format!(
            " 1 | ...{}错\n   | {}^^\n",
            "一".repeat(49),
            " ".repeat(101)
        )),
        "{end}"
    );
}

#[test]
fn a_span_over_several_lines_is_marked_to_the_end_of_the_first() {
    let expected = "\
错误[test/case]: 不认识的字段“k”
   --> content/plans/2026/finance.md:10:2
    |
 10 | 甲乙丙
    |   ^^^^
    = 帮助: 写成 短的
";
    let text = format!("{}甲乙丙\r\n丁", "\r\n".repeat(9));
    assert_eq!(
        drawn(&text, "乙丙\r\n丁", |d| d
            .with("key", "k")
            .with("help", "短的")),
        expected
    );
}

#[test]
fn a_place_of_no_width_has_one_caret() {
    let drawing = drawn("甲乙", "", |d| d.with("key", "k"));
    assert!(drawing.ends_with(" 1 | 甲乙\n   | ^\n"), "{drawing}");
}

#[test]
fn what_stands_twice_names_the_first_and_a_whole_file_has_no_frame() {
    let file = SourceText::new("content/甲.md", "a: 1\na: 2\n");
    let twice = Diagnostic::warning("test/explained")
        .at(file.place(Span::new(5, 6)))
        .first_at(file.place(Span::new(0, 1)))
        .with("key", "a");
    let expected = "\
警告[test/explained]: 不认识的字段“a”
  --> content/甲.md:2:1
   |
 2 | a: 2
   | ^
   = 首次出现: content/甲.md:1:1
   = 帮助: sihao explain test/explained
";
    assert_eq!(draw(&twice, &catalogue(), Style::Plain), expected);
    let whole = Diagnostic::error("test/case")
        .at(file.whole())
        .with("key", "k")
        .with("label", "整个文件");
    let expected = "错误[test/case]: 不认识的字段“k”\n  --> content/甲.md:1:1\n   = 整个文件\n";
    assert_eq!(draw(&whole, &catalogue(), Style::Plain), expected);
    assert_eq!(
        draw(&Diagnostic::error("no/text"), &catalogue(), Style::Plain),
        "错误[no/text]: no/text\n"
    );
}

#[test]
fn colours_change_nothing_but_colours() {
    let source = SourceText::new("a.md", "单位：财政局\n");
    let diagnostic = Diagnostic::warning("test/case")
        .at(source.place(Span::new(9, 18)))
        .with("key", "k")
        .with("label", "x");
    let coloured = draw(&diagnostic, &catalogue(), Style::Coloured);
    assert!(
        coloured.starts_with("\x1b[1;33m警告[test/case]\x1b[0m\x1b[1m: 不认识的字段“k”\x1b[0m\n"),
        "{coloured}"
    );
    let mut stripped = String::new();
    for (i, piece) in coloured.split("\x1b[").enumerate() {
        stripped.push_str(if i == 0 {
            piece
        } else {
            piece.split_once('m').unwrap().1
        });
    }
    assert_eq!(stripped, draw(&diagnostic, &catalogue(), Style::Plain));
}

#[test]
fn json_has_every_key_and_null_for_what_is_not_there() {
    let source = SourceText::new("a.md", "单位：财政局\n");
    let diagnostic = Diagnostic::warning("test/explained")
        .at(source.place(Span::new(9, 18)))
        .with("key", "\u{202e}");
    let expected = serde_json::json!({
        "code": "test/explained", "severity": "warning", "message": "不认识的字段“\u{202e}”", "label": null,
        "file": "a.md", "line": 1, "column": 4, "end_line": 1, "end_column": 7,
        "help": "sihao explain test/explained",
    });
    assert_eq!(json(&diagnostic, &catalogue()), expected);
    let bare = json(&Diagnostic::error("no/text"), &catalogue());
    assert!(bare["file"].is_null() && bare["line"].is_null() && bare["help"].is_null());
    assert_eq!(
        (bare.as_object().unwrap().len(), bare["message"].as_str()),
        (10, Some("no/text"))
    );
}
