//! One mistake a line. Each text stands after `---\ntitle: 甲\n`, so its first line is line 3.

use super::{places, read};
use crate::source::wording::Wording;

/// Code, line, column.
type Told = (&'static str, u32, u32);

const MISTAKES: &[(&str, &[Told])] = &[
    // Slips of the pen.
    ("摘要：说明", &[("front-matter/full-width-colon", 3, 3)]),
    ("summary:说明", &[("front-matter/no-space-after-colon", 3, 8)]),
    ("tags:\n\t- 甲", &[("front-matter/tab", 4, 1)]),
    ("tags:\n　　- 甲", &[("front-matter/full-width-space", 4, 1)]),
    ("tags:\n\u{a0}\u{a0}- 甲", &[("front-matter/odd-space", 4, 1)]),
    (
        "tags:\n  -甲\n  -乙",
        &[
            ("front-matter/no-space-after-dash", 4, 3),
            ("front-matter/no-space-after-dash", 5, 3),
        ],
    ),
    (
        "tags: [甲，乙，丙]",
        &[
            ("front-matter/full-width-comma", 3, 9),
            ("front-matter/full-width-comma", 3, 11),
        ],
    ),
    ("tags: [甲、乙]", &[("front-matter/full-width-comma", 3, 9)]),
    ("主送机关: [市直各部门、各单位党组（党委）]", &[]),
    ("cc: [市委组织部、市纪委机关]", &[]),
    (
        "发文机关: [市直机关工委，市委组织部、市总工会]",
        &[("front-matter/full-width-comma", 3, 14)],
    ),
    ("summary: “全文”", &[("front-matter/full-width-quotes", 3, 10)]),
    ("summary: “四好”和“五好”", &[]),
    ("summary: 【通知】放假", &[]),
    ("summary: 【通知】放假 #1", &[("front-matter/comment-cut", 3, 17)]),
    ("summary: 放假 # 第一", &[("front-matter/comment-cut", 3, 13)]),
    ("draft: true # 先不发", &[]),
    ("＃ 说明", &[("front-matter/full-width-hash", 3, 1)]),
    ("# 说明：一", &[]),
    (
        "summary: 一\u{200b}二",
        &[("front-matter/control-character", 3, 11)],
    ),
    (
        r#"summary: "一\u202e二""#,
        &[("front-matter/control-character", 3, 10)],
    ),
    (r#"summary: "一\n二\t三""#, &[]),
    ("summary: |\n  标题：一\n  tags:二 #3", &[]),
    (
        "study:\n  - 日期：2026-03-01\n    主题:甲",
        &[
            ("front-matter/full-width-colon", 4, 7),
            ("front-matter/no-space-after-colon", 5, 7),
        ],
    ),
    // YAML.
    ("summary: 通知: 关于", &[("front-matter/colon-in-value", 3, 12)]),
    ("summary: [2024]通知", &[("front-matter/bracket-value", 3, 10)]),
    ("summary: {甲}乙", &[("front-matter/bracket-value", 3, 10)]),
    ("summary: *重要*", &[("front-matter/alias", 3, 10)]),
    ("summary: &重要 通知", &[("front-matter/alias", 3, 10)]),
    ("<<: { draft: true }", &[("front-matter/alias", 3, 1)]),
    ("summary: !重要 通知", &[("front-matter/tag", 3, 10)]),
    ("summary: @所有人", &[("front-matter/reserved-character", 3, 10)]),
    ("summary: %50", &[("front-matter/reserved-character", 3, 10)]),
    ("summary: `code`", &[("front-matter/reserved-character", 3, 10)]),
    ("summary: \"关于", &[("front-matter/unclosed-quote", 3, 10)]),
    (
        "summary: '关于\nyear: 二〇二四",
        &[
            ("front-matter/unclosed-quote", 3, 10),
            ("front-matter/year", 4, 7),
        ],
    ),
    ("summary: \"关于\"印发", &[("front-matter/after-quote", 3, 14)]),
    ("summary: \"C:\\目录\"", &[("front-matter/backslash", 3, 13)]),
    ("summary: - 甲", &[("front-matter/dash-value", 3, 10)]),
    ("tags: [甲, 乙", &[("front-matter/unclosed-bracket", 3, 7)]),
    ("tags: [甲, 乙}", &[("front-matter/bracket-mismatch", 3, 12)]),
    ("tags: [\"甲\" \"乙\"]", &[("front-matter/flow-comma", 3, 12)]),
    (
        "tags: [!a 甲, &b 乙, *b]",
        &[
            ("front-matter/tag", 3, 8),
            ("front-matter/alias", 3, 14),
            ("front-matter/alias", 3, 20),
        ],
    ),
    ("summary: !!str 甲", &[("front-matter/tag", 3, 10)]),
    ("tags: [甲]]", &[("front-matter/bracket-mismatch", 3, 10)]),
    ("  year: 2026", &[("front-matter/indentation", 3, 3)]),
    ("tags:\n  - 甲\n - 乙", &[("front-matter/indentation", 5, 2)]),
    ("说明一下", &[("front-matter/no-colon", 3, 1)]),
    (
        "tags: [甲，乙]\nsummary: - 甲\n＃ 注\n说明一下",
        &[
            ("front-matter/full-width-comma", 3, 9),
            ("front-matter/dash-value", 4, 10),
            ("front-matter/full-width-hash", 5, 1),
            ("front-matter/no-colon", 6, 1),
        ],
    ),
    ("[甲]: 乙", &[("front-matter/key-shape", 3, 1)]),
    ("year: 2026\nyear: 2027", &[("front-matter/duplicate-key", 4, 1)]),
    ("标题: 乙", &[("front-matter/both-names", 3, 1)]),
    ("darft: true", &[("front-matter/unknown-key", 3, 1)]),
    ("摘耍: 一", &[("front-matter/unknown-key", 3, 1)]),
    // Shapes and values.
    ("summary: [甲]", &[("front-matter/wrong-shape", 3, 10)]),
    ("tags: { a: b }", &[("front-matter/wrong-shape", 3, 7)]),
    (
        "tags:\n  - 甲\n  -\n  - [乙]",
        &[
            ("front-matter/empty-item", 5, 4),
            ("front-matter/wrong-shape", 6, 5),
        ],
    ),
    ("year: 二〇二四年", &[("front-matter/year", 3, 7)]),
    ("year: 24", &[("front-matter/year", 3, 7)]),
    ("date: 三月五日", &[("front-matter/date-form", 3, 7)]),
    ("date: 2026-02-30", &[("front-matter/no-such-day", 3, 7)]),
    ("date: 2026-03-05 09:00", &[("front-matter/date-form", 3, 7)]),
    (
        "date:\nunit: ~",
        &[("front-matter/empty", 3, 1), ("front-matter/empty", 4, 1)],
    ),
    ("draft: 对", &[("front-matter/boolean", 3, 8)]),
    ("pinned: 一直", &[("front-matter/date-form", 3, 9)]),
    ("文种: 实施意见", &[("front-matter/doc-type", 3, 5)]),
    ("发文字号: 第三号", &[("front-matter/doc-no", 3, 7)]),
    ("紧急程度: 特提", &[("front-matter/urgency", 3, 7)]),
    ("有效性: 有效", &[("front-matter/status", 3, 6)]),
    ("slug: 通知", &[("front-matter/slug", 3, 7)]),
    ("密级: 秘密", &[("secrecy/field", 3, 1)]),
    ("copy_no: 000001", &[("secrecy/field", 3, 1)]),
    (
        "allow:\n  privacy/mobile-number:",
        &[("front-matter/allow-reason", 4, 3)],
    ),
    (
        "allow:\n  privacy/mobile-number：值班电话",
        &[("front-matter/full-width-colon", 4, 24)],
    ),
    (
        "allow: [privacy/mobile-number]",
        &[("front-matter/wrong-shape", 3, 8)],
    ),
    ("附件:\n  - 名称: 表", &[("front-matter/missing-key", 4, 5)]),
    (
        "表扬: [{ 称号: 先进, unt: 甲 }]",
        &[
            ("front-matter/missing-key", 3, 6),
            ("front-matter/unknown-key", 3, 16),
        ],
    ),
    (
        "学习安排:\n  - 主题: 甲\n  - 日期: 2026-13-01",
        &[
            ("front-matter/missing-key", 4, 5),
            ("front-matter/no-such-day", 5, 9),
        ],
    ),
    ("考核结果: 好", &[("front-matter/wrong-shape", 3, 7)]),
    ("撤销表扬:\n  - 单位: 甲", &[("front-matter/missing-key", 4, 5)]),
];

#[test]
fn each_mistake_is_told_by_its_name_at_its_place_and_nothing_else_is() {
    let mut wrong = String::new();
    for (text, expected) in MISTAKES {
        let (front, told) = read(&format!("---\ntitle: 甲\n{text}\n---\n正文\n"));
        let title = front.and_then(|front| front.title).map(|title| title.value);
        if title.as_deref() != Some("甲") {
            wrong.push_str(&format!("{text:?}: the title is lost\n"));
        }
        let found = places(&told);
        if found != *expected {
            wrong.push_str(&format!(
                "{text:?}\n  expected {expected:?}\n  found    {found:?}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mistakes_of_the_whole_file_are_told_at_its_first_line() {
    for (text, expected) in [
        ("正文\n", vec![("front-matter/missing", 1, 1)]),
        ("", vec![("front-matter/missing", 1, 1)]),
        ("\n\n# 标题\n", vec![("front-matter/missing", 3, 1)]),
        ("----\n\n正文\n", vec![("front-matter/missing", 1, 1)]),
        ("---\n---\n正文\n", vec![("document/missing-title", 1, 1)]),
        ("---\n\n---\n正文\n", vec![("document/missing-title", 1, 1)]),
        ("---\n# 空\n---\n正文\n", vec![("document/missing-title", 1, 1)]),
        ("---\ntitle:\n---\n", vec![("document/missing-title", 2, 1)]),
        ("---\n标题: \"\"\n---\n", vec![("document/missing-title", 2, 1)]),
        (
            "---\ntitle: [甲]\n---\n",
            vec![("front-matter/wrong-shape", 2, 8)],
        ),
        ("---\ntitle: 甲\n", vec![("front-matter/unclosed", 1, 1)]),
        (
            "———\ntitle: 甲\n——\n正文\n",
            vec![("front-matter/dashes", 1, 1), ("front-matter/dashes", 3, 1)],
        ),
        (
            "－－－\ntitle: 甲\n----\n",
            vec![("front-matter/dashes", 1, 1), ("front-matter/dashes", 3, 1)],
        ),
        (
            "---\n标题：甲\n---\n",
            vec![("front-matter/full-width-colon", 2, 3)],
        ),
        (
            "---\n一段话\n---\n",
            vec![("document/missing-title", 1, 1), ("front-matter/no-colon", 2, 1)],
        ),
        (
            "---\n- 甲\n---\n",
            vec![
                ("document/missing-title", 1, 1),
                ("front-matter/wrong-shape", 2, 1),
            ],
        ),
    ] {
        assert_eq!(places(&read(text).1), expected, "{text:?}");
    }
}

#[test]
fn what_was_probably_meant_is_suggested() {
    let suggestion = |text: &str| {
        let (_, told) = read(&format!("---\ntitle: 甲\n{text}\n---\n"));
        let found = told
            .iter()
            .flat_map(|d| &d.arguments)
            .find(|(name, _)| *name == "suggestion");
        match found {
            Some((_, crate::diagnostic::Argument::Text(text))) => text.clone(),
            _ => String::new(),
        }
    };
    for (text, expected) in [
        ("darft: true", "draft（草稿）"),
        ("发布时期: 2026-03-05", "date（发布日期）"),
        ("year: 二〇二四年", "2024"),
        ("year: 二○二四", "2024"),
        ("date: 2026-03-05 09:00", "2026-03-05"),
        ("date: 20260305", "2026-03-05"),
        ("文种: 实施意见", "意见"),
        ("有效性: 有效", "现行有效"),
        ("有效性: 废止", "已废止"),
        ("slug: 通知", "tong-zhi"),
        ("qqqqqq: 1", ""),
    ] {
        assert_eq!(suggestion(text), expected, "{text}");
    }
}

#[test]
fn every_mistake_has_words_in_both_languages() {
    let wording = Wording::new();
    for (text, _) in MISTAKES {
        let (_, told) = read(&format!("---\ntitle: 甲\n{text}\n---\n"));
        for told in told {
            assert!(wording.is_whole(&told), "{text}: {told:?}");
        }
    }
}
