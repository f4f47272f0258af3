//! Headings, tables, tasks, notes, alerts, definitions, plain text.

use super::{blocks, html, scanned};

#[test]
fn headings_have_readable_unique_ids_and_make_room_for_the_title() {
    let text = "# 总体要求\n## 总体要求\n### 自定 {#own}\n## ①②\n## ①②\n## Main\n";
    let (facts, _) = scanned(text);
    let ids: Vec<&str> = facts.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "zong-ti-yao-qiu",
            "zong-ti-yao-qiu-2",
            "own",
            "h",
            "h-2",
            "main-2"
        ]
    );
    assert_eq!(facts.headings[2].text, "自定");
    assert_eq!((facts.headings[0].level, facts.headings[2].level), (1, 3));
    let page = html(text);
    assert!(
        page.starts_with("<h2 id=\"zong-ti-yao-qiu\">总体要求</h2>\n<h3 id=\"zong-ti-yao-qiu-2\">"),
        "{page}"
    );
    assert!(
        html("## 甲\n###### 乙\n").starts_with("<h2 id=\"jia\">甲</h2>"),
        "no level 1: as written"
    );
    assert!(html("# 甲\n###### 乙\n").contains("<h6 id=\"yi\">"));
}

#[test]
fn an_id_that_a_number_would_collide_with_is_passed_over() {
    let (facts, _) = scanned("## a-2\n## a\n## a\n## a\n");
    let ids: Vec<&str> = facts.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(ids, ["a-2", "a", "a-3", "a-4"]);
}

#[test]
fn a_written_id_is_sanitised() {
    let (facts, _) = scanned("## 一 {#a\"!b}\n## 二 {#第二章}\n## **三**[四](a.md)\n");
    let ids: Vec<&str> = facts.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(ids, ["ab", "di-er-zhang", "san-si"]);
}

#[test]
fn a_table_of_many_columns_is_wide() {
    let table = |columns: usize| format!("{}|\n{}|\n", "|甲".repeat(columns), "|--".repeat(columns));
    assert!(html(&table(8)).starts_with("<div class=\"table-scroll table-wide\" "));
    assert!(!html(&table(7)).contains("table-wide"));
}

#[test]
fn tables_scroll_are_numbered_and_align_by_class() {
    let page = html("|甲|乙|丙|\n|:--|:-:|--:|\n|1|2|3|\n\n|单|\n|--|\n");
    assert!(page.contains("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格 1\">\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"align-left\">甲</th><th scope=\"col\" class=\"align-center\">乙</th>"), "{page}");
    assert!(
        page.contains("<tbody>\n<tr><td class=\"align-left\">1</td>"),
        "{page}"
    );
    assert!(
        page.contains("aria-label=\"表格 2\">") && page.ends_with("</thead>\n</table>\n</div>\n"),
        "{page}"
    );
    assert!(!page.contains("style="));
}

#[test]
fn tasks_are_labelled() {
    let page = html("- [x] 报送**计划**\n- [ ] 报送总结\n  - 下级\n- 不是\n");
    assert!(page.contains("<li class=\"task\"><label><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 报送<strong>计划</strong></label></li>"), "{page}");
    assert!(
        page.contains("aria-label=\"未完成\"> 报送总结</label>\n<ul>\n<li>下级</li>"),
        "{page}"
    );
    assert!(page.contains("<li>不是</li>"));
    let loose = html("- [x] 一\n\n- [ ] 二\n");
    assert!(
        loose.contains(
            "<p><label><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 一</label></p>"
        ),
        "{loose}"
    );
}

#[test]
fn notes_are_numbered_by_first_reference_and_lead_back() {
    let text = "甲[^b]乙[^a]丙[^b]。\n\n[^a]: 甲注\n[^b]: 乙注[^c]\n[^c]: 丙注\n";
    let page = html(text);
    assert!(page.contains("甲<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\" aria-label=\"脚注 1\">1</a></sup>乙"), "{page}");
    assert!(page.contains("href=\"#fn:1\" id=\"fnref:1:2\""), "{page}");
    assert!(
        page.contains("<h2 class=\"visually-hidden\" id=\"fn:title\">脚注</h2>\n<ol>\n<li id=\"fn:1\">"),
        "{page}"
    );
    let order: Vec<usize> = ["乙注", "甲注", "丙注"]
        .iter()
        .map(|n| page.find(n).unwrap())
        .collect();
    assert!(order.is_sorted(), "{page}");
    assert!(page.contains("<a class=\"footnote-back\" href=\"#fnref:1:2\" aria-label=\"返回正文第 2 处引用脚注 1 的地方\">↑</a></p>\n</li>"), "{page}");
    assert!(page.ends_with("</ol>\n</section>\n"));
    assert_eq!(blocks(text).last().unwrap().1, "丙注");
}

#[test]
fn alerts_have_chinese_titles_and_names() {
    let page = html("> [!WARNING]\n> 小心\n\n> [!注意]\n> 请看\n\n> [!提示] 同行\n\n> 平常\n");
    assert!(
        page.contains(
            "<aside class=\"alert alert-warning\">\n<p class=\"alert-title\">警告</p>\n<p>小心</p>\n</aside>"
        ),
        "{page}"
    );
    assert!(
        page.contains(
            "<aside class=\"alert alert-note\">\n<p class=\"alert-title\">注意</p>\n<p>请看</p>\n</aside>"
        ),
        "{page}"
    );
    assert!(page.contains("<p>同行</p>\n</aside>"), "{page}");
    assert!(
        page.contains("<blockquote>\n<p>平常</p>\n</blockquote>"),
        "{page}"
    );
    let bare = html("> [!重要]\n\n后文\n");
    assert!(bare.contains("重要</p>\n</aside>"), "{bare}");
}

#[test]
fn definitions_code_and_strikethrough() {
    let page = html("四好\n: 政治坚定好\n\n~~旧~~\n\n```rust,ignore\nlet a = \"<b>\";\n```\n\n    缩进\n");
    assert!(
        page.contains("<dl>\n<dt>四好</dt>\n<dd>政治坚定好</dd>\n</dl>"),
        "{page}"
    );
    assert!(page.contains("<del>旧</del>"));
    assert!(
        page.contains(
            "<pre tabindex=\"0\"><code class=\"language-rust\">let a = \"&lt;b&gt;\";\n</code></pre>"
        ),
        "{page}"
    );
    assert!(page.contains("<pre tabindex=\"0\"><code>缩进\n"), "{page}");
}

#[test]
fn math_and_wikilinks_are_text() {
    assert_eq!(html("价格$5和$6元，[[通知]]"), "<p>价格$5和$6元，[[通知]]</p>\n");
    assert_eq!(html("a -- b \"c\""), "<p>a -- b \"c\"</p>\n");
}

#[test]
fn plain_text_comes_block_by_block_under_its_heading() {
    let text = "导语**重点**\n\n# 一\n\n段落`码`\n\n- 项一\n- 项二\n\n|表|格|\n|-|-|\n|甲|乙|\n\n## 二\n\n![图意](a.png)\n\n```\n代码\n```\n";
    let wanted = [
        (None, "导语重点"),
        (Some(0), "一"),
        (Some(0), "段落码"),
        (Some(0), "项一"),
        (Some(0), "项二"),
        (Some(0), "表"),
        (Some(0), "格"),
        (Some(0), "甲"),
        (Some(0), "乙"),
        (Some(1), "二"),
        (Some(1), "图意"),
        (Some(1), "代码"),
    ];
    let wanted: Vec<(Option<u32>, String)> = wanted.iter().map(|(h, t)| (*h, (*t).to_owned())).collect();
    assert_eq!(blocks(text), wanted);
}

#[test]
fn raw_html_that_passed_is_plain_text_and_what_was_taken_out_is_not() {
    let text =
        "<div>内<b>文</b>&nbsp;字<p>另段</div>\n\n<script>坏</script>\n\n前<u>中</u>后<script>坏</script>\n";
    let texts: Vec<String> = blocks(text).into_iter().map(|b| b.1).collect();
    assert_eq!(texts, ["内文 字", "另段", "前中后"]);
}

#[test]
fn the_opening_is_the_first_paragraph_that_says_something() {
    let opening = |text: &str| scanned(text).0.opening;
    assert_eq!(
        opening("# 题\n\n![图](a.png)\n\n为了**落实**\n要求[^1]。\n\n[^1]: 注\n"),
        "为了落实要求。"
    );
    assert_eq!(opening("# 题\n- 只有列表\n"), "只有列表");
    assert_eq!(opening(&"长".repeat(500)).chars().count(), 200);
    assert_eq!(opening(""), "");
}

#[test]
fn characters_are_counted_without_white_space() {
    let (facts, _) = scanned("一 二\n\n`ab` ![图](a.png)\n");
    assert_eq!(facts.characters, 4);
}

#[test]
fn a_body_within_its_file_keeps_the_files_places() {
    let text = "---\ntitle: 题\n---\n**一。**二\n\n## 三\n";
    let source = crate::diagnostic::SourceText::new("content/a.md", text);
    let start = text.find("**").unwrap();
    let (facts, _) = super::scan(&source, crate::diagnostic::Span::new(start, text.len()));
    let place = source.place(facts.headings[0].span);
    assert_eq!((place.line, place.column), (6, 1));
}

#[test]
fn what_a_reader_sees_of_images_and_raw_html_is_text() {
    let texts = |text| {
        blocks(text)
            .into_iter()
            .map(|block| block.1)
            .collect::<Vec<String>>()
    };
    assert_eq!(texts("![现场](a.png \"学习会现场\")"), ["现场", "学习会现场"]);
    assert_eq!(
        texts("前![现场](a.png \"悬停\")后"),
        ["前现场后"],
        "a title that only hovers is no caption"
    );
    assert_eq!(texts("![现场](https://a.cn/b.png \"别处\")"), ["现场"]);
    assert_eq!(texts("one<br>two，甲<br>乙"), ["one two，甲 乙"]);
    assert_eq!(
        texts("见<img src=\"a.png\" alt=\"图“一”&amp;\">。"),
        ["见图“一”&。"]
    );
}

#[test]
fn phrases_of_another_language_say_which() {
    assert_eq!(
        html("口号是 Serve the people，**lessons & learned** 写在 Windows Server 上。"),
        "<p>口号是 <span lang=\"en\">Serve the people</span>，<strong>lessons &amp; learned</strong> 写在 Windows Server 上。</p>\n"
    );
    let page = html("## 学习 lessons learned\n\n|甲|\n|--|\n|open data|\n");
    assert_eq!(page.matches("<span lang=\"en\">").count(), 2, "{page}");
}

#[test]
fn code_and_what_a_writer_has_marked_are_left_alone() {
    for text in [
        "`git commit often`\n",
        "```\nthe quick fox\n```\n",
        "<kbd>press any key</kbd>",
        "<span lang=\"fr\">bon <span>mot sans</span> fin</span>",
    ] {
        let page = html(text);
        assert!(!page.contains("lang=\"en\""), "{page}");
    }
    let page = html("<span lang=\"fr\">bon mot</span> et the end\n");
    assert!(page.contains("<span lang=\"en\">et the end</span>"), "{page}");
    let page = html("```\ncode here\n```\n\nopen data\n");
    assert!(
        page.contains("<p><span lang=\"en\">open data</span></p>"),
        "{page}"
    );
}
