//! A table of mistakes as they are made, with the code, line and column that must be told; and what is read where nothing is wrong.

use super::*;
use crate::model::{FrontMatter, Pinned, Since, ValidityWord};
use crate::text::dice::Dice;

mod mistakes;

fn read(text: &str) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    let source = SourceText::new("content/guidance/a.md", text);
    let (head, mut told) = split(&source);
    let front = head.map(|head| {
        let (front, more) = document(&source, &head);
        told.extend(more);
        front
    });
    (front, told)
}

/// Code, line and column, by place.
fn places(told: &[Diagnostic]) -> Vec<(&'static str, u32, u32)> {
    let mut found: Vec<_> = told
        .iter()
        .map(|d| {
            d.place
                .as_ref()
                .map_or((d.code, 0, 0), |p| (d.code, p.line, p.column))
        })
        .collect();
    found.sort_by_key(|(code, line, column)| (*line, *column, *code));
    found
}

fn texts(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|t| t.value.as_str()).collect()
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one file with every key, and what must come of it"
)]
fn every_key_is_read_under_its_chinese_name() {
    let text = "---
标题: 关于开展创建活动的通知
栏目: notice
单位: 财政局
涉及单位: [审计局, 统计局]
年度: 2026年
发布日期: 2026年3月5日
成文日期: ２０２６-０３-０４
文种: 通知
发文字号: 云江直工发〔2026〕3号
发文机关: 市直机关工委
主送: 各部门
抄送机关:
  - 市委办
附件:
  - 附件1.docx
  - 名称: 报名表
    文件: 报名表.xlsx
附注: （此件公开发布）
印发机关: 办公室
印发日期: 2026-03-06
签发人: 某某
紧急程度: 加急
索引号: 00123
主题分类: 党务
有效性: 现行有效
废止: guidance/old.md
对应四好: [political]
报送日期: 2026/3/7
学习安排:
  - 日期: 2026-04-01
    主题: 民主集中制
    地点: 三楼
表扬:
  - 财政局
  - { 单位: 审计局, 称号: 先进, 对应四好: 政治坚定好 }
撤销表扬: [{ 单位: 统计局, 文件: 云江直工发〔2025〕3号 }]
考核结果: [{ 单位: 统计局, 等次: 好, 说明: 无 }]
公开考核结果: 是
来源: 机关党建
供稿: 财政局
责任编辑: 张某
审核: 李某
摘要: |
  第一行：说明
  第二行
标签: [党建]
置顶: 2026-06-01
网址名: notice-3
草稿: no
上线日期: 2026-03-05
下线日期: 2027-03-05
内部: 否
豁免:
  privacy/mobile-number: 值班电话
---
正文
";
    let (front, told) = read(text);
    assert_eq!(places(&told), []);
    let m = front.unwrap();
    let text = |field: &Option<Spanned<String>>| field.as_ref().unwrap().value.clone();
    assert_eq!(text(&m.title), "关于开展创建活动的通知");
    assert_eq!(
        (text(&m.kind), text(&m.unit)),
        ("notice".to_owned(), "财政局".to_owned())
    );
    assert_eq!(texts(&m.units), ["审计局", "统计局"]);
    assert_eq!(m.year.as_ref().unwrap().value, 2026);
    assert_eq!(m.date.as_ref().unwrap().value.to_string(), "2026-03-05");
    assert_eq!(m.date_written.as_ref().unwrap().value.to_string(), "2026-03-04");
    assert_eq!(text(&m.doc_no), "云江直工发〔2026〕3号");
    assert_eq!(
        (texts(&m.issuers), texts(&m.recipients), texts(&m.cc)),
        (vec!["市直机关工委"], vec!["各部门"], vec!["市委办"])
    );
    assert_eq!(m.attachments.len(), 2);
    assert_eq!(m.attachments[0].file.value, "附件1.docx");
    assert_eq!(text(&m.attachments[1].title), "报名表");
    assert_eq!(text(&m.index_no), "00123");
    assert_eq!(m.status.as_ref().unwrap().value, ValidityWord::InForce);
    assert_eq!(texts(&m.replaces), ["guidance/old.md"]);
    assert_eq!(text(&m.study[0].place), "三楼");
    assert_eq!(m.honours[0].unit.value, "财政局");
    assert_eq!(
        (text(&m.honours[1].title), texts(&m.honours[1].criteria)),
        ("先进".to_owned(), vec!["政治坚定好"])
    );
    assert_eq!(m.revokes[0].document.value, "云江直工发〔2025〕3号");
    assert_eq!(m.results[0].grade.value, "好");
    assert!(m.public_results && !m.draft && !m.internal);
    assert_eq!(
        (text(&m.origin), text(&m.author)),
        ("机关党建".to_owned(), "财政局".to_owned())
    );
    assert_eq!(text(&m.summary), "第一行：说明\n第二行");
    assert!(matches!(m.pinned.as_ref().unwrap().value, Pinned::Until(_)));
    assert_eq!(text(&m.slug), "notice-3");
    assert_eq!(m.allow[0].0.value, "privacy/mobile-number");
    assert_eq!(m.allow[0].1.value, "值班电话");
}

#[test]
fn a_value_is_what_was_written_and_stands_where_it_was_written() {
    let text = "---\r\ntitle: 010\r\ntags: [no, 1.10, '3']\r\n---\r\n正文\r\n";
    let (front, told) = read(text);
    assert_eq!(places(&told), []);
    let front = front.unwrap();
    let title = front.title.unwrap();
    assert_eq!(title.value, "010");
    assert_eq!(
        text.get(title.span.start as usize..title.span.end as usize),
        Some("010")
    );
    assert_eq!(texts(&front.tags), ["no", "1.10", "3"]);
}

#[test]
fn line_ends_of_every_system_are_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "---",
            "title: 甲",
            "tags:",
            "  -乙",
            "year: 二〇二六",
            "---",
            "正文",
        ]
        .join(end);
        let (front, told) = read(&text);
        let front = front.unwrap();
        assert_eq!(
            (front.title.unwrap().value.as_str(), texts(&front.tags)),
            ("甲", vec!["乙"])
        );
        assert_eq!(
            places(&told),
            [
                ("front-matter/no-space-after-dash", 4, 3),
                ("front-matter/year", 5, 7)
            ],
            "{end:?}"
        );
    }
}

#[test]
fn the_body_begins_after_the_closing_line() {
    let source = SourceText::new("content/a.md", "\n---\ntitle: a\n--- \n\n正文\n---\n");
    let (head, told) = split(&source);
    let head = head.unwrap();
    assert_eq!(places(&told), []);
    assert_eq!(source.slice(head.yaml), "title: a\n");
    assert_eq!(source.slice(head.front), "---\ntitle: a\n---");
    assert_eq!(source.slice(head.body), "\n正文\n---\n");
}

#[test]
fn a_forgotten_closing_line_leaves_the_body_out_of_the_front_matter() {
    let source = SourceText::new(
        "content/a.md",
        "---\ntitle: a\n\n# 一、总则\n\n正文。\n\n---\n\n附注\n",
    );
    let (head, told) = split(&source);
    assert_eq!(places(&told), [("front-matter/unclosed", 1, 1)]);
    assert_eq!(source.slice(head.unwrap().yaml), "title: a\n");
}

#[test]
fn slips_are_mended_so_that_all_else_is_still_read() {
    let text = "---\n标题：关于通知\nyear:2026\n\tdraft：是\n发布日期：2026-02-30\n---\n";
    let (front, told) = read(text);
    let front = front.unwrap();
    assert_eq!(front.title.as_ref().unwrap().value, "关于通知");
    assert_eq!(
        places(&told),
        [
            ("front-matter/full-width-colon", 2, 3),
            ("front-matter/no-space-after-colon", 3, 5),
            ("front-matter/tab", 4, 1),
            ("front-matter/full-width-colon", 4, 7),
            ("front-matter/full-width-colon", 5, 5),
            ("front-matter/no-such-day", 5, 6),
        ]
    );
    let year = front.year.unwrap();
    assert_eq!(year.value, 2026);
    assert_eq!(
        text.get(year.span.start as usize..year.span.end as usize),
        Some("2026")
    );
}

#[test]
fn a_thing_that_stands_twice_names_the_first_place() {
    let (_, told) = read("---\ntitle: a\ntitle: b\n标题: c\n---\n");
    assert_eq!(
        places(&told),
        [
            ("front-matter/duplicate-key", 3, 1),
            ("front-matter/both-names", 4, 1)
        ]
    );
    assert!(
        told.iter()
            .all(|d| d.first.as_ref().is_some_and(|first| first.line == 2))
    );
}

#[test]
fn bombs_and_deep_nesting_are_told_at_once() {
    let mut bomb = "---\ntitle: a\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        bomb.push_str(&format!(
            "a{n}: &a{n} [{}]\n",
            vec![format!("*a{}", n - 1); 9].join(", ")
        ));
    }
    let (_, told) = read(&(bomb + "---\n"));
    assert!(told.iter().any(|d| d.code == "front-matter/alias"));
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let deep = format!(
            "---\ntitle: a\ntags: \n  {}{}\n---\n",
            open.repeat(30_000),
            close.repeat(30_000)
        );
        let (front, told) = read(&deep);
        assert_eq!(front.unwrap().title.unwrap().value, "a");
        assert!(
            told.iter().any(|d| d.code == "front-matter/too-deep"),
            "{:?}",
            places(&told)
        );
    }
    let (_, told) = read(&format!("---\ntitle: {}\n---\n", "文".repeat(100_000)));
    assert_eq!(told[0].code, "front-matter/too-long");
}

#[test]
fn a_unit_is_read_and_its_mistakes_told() {
    let source = SourceText::new(
        "content/units/finance.md",
        "---\n名称: 市财政局\n简称: 财政局\n曾用名: [财税局, 财政处]\n类别: government\n排序: １2\n设立: 1986\n撤销: 2027-01-31\nfrom: 1\n---\n",
    );
    let (head, _) = split(&source);
    let (front, told) = unit(&source, &head.unwrap());
    assert_eq!(places(&told), [("front-matter/both-names", 9, 1)]);
    assert_eq!(front.order.unwrap().value, 12);
    assert_eq!(front.from.unwrap().value, Since::Year(1986));
    assert!(matches!(front.to.unwrap().value, Since::Day(_)));
    assert_eq!(texts(&front.former_names), ["财税局", "财政处"]);
    let source = SourceText::new("content/units/a.md", "---\n简称: x\n排序: 甲\nsort: 1\n---\n");
    let (head, _) = split(&source);
    let (_, told) = unit(&source, &head.unwrap());
    assert_eq!(
        places(&told),
        [
            ("unit/missing-name", 1, 1),
            ("front-matter/number", 3, 5),
            ("front-matter/unknown-key", 4, 1)
        ]
    );
}

#[test]
fn an_index_page_needs_no_title_and_another_page_does() {
    let source = SourceText::new("content/pages/a.md", "---\nslug: a b\n---\n");
    let head = split(&source).0.unwrap();
    assert_eq!(
        places(&page(&source, &head, true).1),
        [("front-matter/slug", 2, 7)]
    );
    assert_eq!(page(&source, &head, false).1.len(), 2);
}

#[test]
fn no_front_matter_of_scrambled_characters_makes_the_reading_panic() {
    let alphabet: Vec<char> = "---\n\n:： \t\"'“”[]{}#-|>&*!%@`,，、题a1\u{3000}\u{feff}\r\\?~"
        .chars()
        .collect();
    let mut dice = Dice(7);
    for _ in 0..8_000 {
        let mut text = "---\n标题".to_owned();
        for _ in 0..40 {
            text.push(alphabet[dice.below(alphabet.len())]);
        }
        text.push_str("\n---\n");
        let (_, told) = read(&text);
        assert!(told.iter().all(|d| d.place.is_some()), "{text:?}");
    }
}
