//! What is told, and where: line and column as a person counts them.

use super::{file, html, scanned};
use crate::diagnostic::Argument;
use crate::markdown::scan;

/// Code, line, column, end column of each finding.
fn told(text: &str) -> Vec<(&'static str, u32, u32, u32)> {
    let (source, body) = file(text);
    scan(&source, body)
        .1
        .into_iter()
        .map(|d| {
            let place = d.place.unwrap();
            (d.code, place.line, place.column, place.end_column)
        })
        .collect()
}

#[test]
fn emphasis_left_literal_is_told_once_a_block() {
    assert_eq!(
        told("甲\n\n这是** 空格 **的"),
        [("markdown/literal-emphasis", 3, 3, 5)]
    );
    assert_eq!(told("**没有关上"), [("markdown/literal-emphasis", 1, 1, 3)]);
    assert_eq!(told("前__下划线。__后"), [("markdown/literal-emphasis", 1, 2, 4)]);
    assert_eq!(told("~~ 删 ~~"), [("markdown/literal-emphasis", 1, 1, 3)]);
    assert_eq!(
        told("**好。**的，**一。**，\n然后** 坏 **"),
        [("markdown/literal-emphasis", 2, 3, 5)]
    );
}

#[test]
fn hidden_figures_and_escapes_are_nothing() {
    for text in [
        "138****1234",
        "张**",
        "\\*\\*不是\\*\\*",
        "`** 码 **`",
        "姓名：__",
        "a_b__c",
        "```\n** 码 **\n#码\n[^1]\n```",
        "好~~",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn headings_without_a_space_are_told() {
    assert_eq!(told("##总体要求"), [("markdown/heading-space", 1, 1, 3)]);
    assert_eq!(told("前\n#总体要求"), [("markdown/heading-space", 2, 1, 2)]);
    assert_eq!(told("＃ 总体要求"), [("markdown/full-width-heading", 1, 1, 2)]);
    for text in ["#话题# 讨论", "#3 号楼", "# 好", "编号#一", "\\#不是"] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn links_left_literal_are_told() {
    assert_eq!(
        told("见［办法］（a.md）。"),
        [("markdown/full-width-link", 1, 2, 12)]
    );
    assert_eq!(
        told("见[办法]（../a.md）。"),
        [("markdown/full-width-link", 1, 2, 15)]
    );
    assert_eq!(told("![图 片](我的 图.png)"), [("markdown/path-space", 1, 1, 17)]);
    assert_eq!(told("见[办法](a b.md)。"), [("markdown/path-space", 1, 2, 14)]);
    assert_eq!(told("见[办法](a.md"), [("markdown/literal-link", 1, 2, 11)]);
    assert_eq!(
        told("见[办法](http://a.cn/x y)"),
        [("markdown/path-space", 1, 2, 23)]
    );
    for text in [
        "云江直工发[2026]（试行）",
        "见[办法](<a b.md>)",
        "\\[不是](a.md)",
        "数组[1]和(2)",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn a_table_that_did_not_come_about_is_told() {
    assert_eq!(
        told("|甲|乙|\n|---|\n|1|2|"),
        [("markdown/table-literal", 2, 1, 6)]
    );
    assert_eq!(told("前文\n｜--｜--｜"), [("markdown/table-literal", 2, 1, 8)]);
    assert_eq!(told("|甲|\n|--|\n|1|"), []);
}

#[test]
fn notes_without_a_text_and_texts_without_a_reference_are_told() {
    assert_eq!(
        told("甲[^1]乙[^注]。\n\n[^1]: 有"),
        [("markdown/footnote-missing", 1, 7, 11)]
    );
    assert_eq!(
        told("甲\n\n[^1]: 无人引用"),
        [("markdown/footnote-unused", 3, 1, 7)]
    );
    assert_eq!(
        told("甲[^1]\n\n[^1]: 一\n\n[^1]: 二"),
        [("markdown/footnote-twice", 5, 1, 7)]
    );
    assert_eq!(told("\\[^1]"), []);
}

#[test]
fn what_the_sanitiser_takes_out_is_told_once_for_each_name() {
    let text =
        "<font color=\"red\">红</font>\n\n<p style=\"x\" onclick=\"y\">甲</p>\n<p style=\"z\">乙</p>\n";
    let (_, found) = scanned(text);
    let names: Vec<&Argument> = found.iter().map(|d| &d.arguments[0].1).collect();
    let text_of = |name: &str| Argument::Text(name.to_owned());
    assert_eq!(
        names,
        [&text_of("<font>"), &text_of("style"), &text_of("onclick")]
    );
    let places: Vec<(u32, u32)> = found
        .iter()
        .map(|d| d.place.as_ref().map(|p| (p.line, p.column)).unwrap())
        .collect();
    assert_eq!(places, [(1, 1), (3, 1), (3, 1)]);
    assert_eq!(told("<!-- 注 -->\n\n甲<!-- 乙 -->"), []);
    assert_eq!(
        told("> 甲\n> <div>\n> <iframe>\n> </div>"),
        [("markdown/html-removed", 3, 3, 11)]
    );
}

#[test]
fn a_dangerous_link_is_told_at_its_place() {
    assert_eq!(told("甲[乙](javascript:x)"), [("markdown/unsafe-link", 1, 2, 19)]);
}

#[test]
fn good_markdown_is_told_nothing() {
    let text = "# 题\n\n**中文。**后面[^1]，见[办法](a.md)与 http://a.cn/。\n\n> [!注意]\n> 甲\n\n|a|b|\n|-|-|\n|1|2|\n\n[^1]: 注\n\n甲<br>乙<u>丙</u>\n";
    assert_eq!(told(text), []);
    assert!(html(text).contains("甲<br>\n乙<u>丙</u>"));
}
