//! Emphasis beside full-width punctuation, and soft breaks.

use super::{blocks, html, scanned, slice};

/// Source and the paragraph's inside.
static SAMPLES: &[(&str, &str)] = &[
    (
        "**各单位要高度重视。**请按时报送",
        "<strong>各单位要高度重视。</strong>请按时报送",
    ),
    (
        "会议强调**“四好”**的标准",
        "会议强调<strong>“四好”</strong>的标准",
    ),
    ("**提醒：**材料一式两份", "<strong>提醒：</strong>材料一式两份"),
    (
        "详见**报送要求（附件）**的说明",
        "详见<strong>报送要求（附件）</strong>的说明",
    ),
    (
        "执行**`sihao check`**的结果",
        "执行<strong><code>sihao check</code></strong>的结果",
    ),
    ("~~本条作废。~~以新条为准", "<del>本条作废。</del>以新条为准"),
    ("*重点。*后文", "<em>重点。</em>后文"),
    ("前文*《办法》*后文", "前文<em>《办法》</em>后文"),
    ("前文**《办法》**后文", "前文<strong>《办法》</strong>后文"),
    ("**（一）**政治坚定", "<strong>（一）</strong>政治坚定"),
    ("抓好**学习、**调研", "抓好<strong>学习、</strong>调研"),
    ("落实**责任；**压实", "落实<strong>责任；</strong>压实"),
    ("问：**谁来报？**各单位", "问：<strong>谁来报？</strong>各单位"),
    ("**务必！**切记", "<strong>务必！</strong>切记"),
    ("点击**【报送】**按钮", "点击<strong>【报送】</strong>按钮"),
    ("依据**〔2026〕3号**办理", "依据<strong>〔2026〕3号</strong>办理"),
    ("打开**“设置”**App", "打开<strong>“设置”</strong>App"),
    ("按**第1条。**ABC", "按<strong>第1条。</strong>ABC"),
    ("abc**（甲）**def", "abc<strong>（甲）</strong>def"),
    ("完成率**98%**以上", "完成率<strong>98%</strong>以上"),
    ("比例为**(60%)**的", "比例为<strong>(60%)</strong>的"),
    ("**中文**后", "<strong>中文</strong>后"),
    ("前**中文**", "前<strong>中文</strong>"),
    ("***又粗又斜。***后", "<em><strong>又粗又斜。</strong></em>后"),
    ("**外*内。*外。**后", "<strong>外<em>内。</em>外。</strong>后"),
    ("**一。****二。**", "<strong>一。****二。</strong>"),
    ("“**引号里**”的", "“<strong>引号里</strong>”的"),
    ("（**括号里**）的", "（<strong>括号里</strong>）的"),
    (
        "**[办法。](a.md)**后",
        "<strong><a href=\"a.md\">办法。</a></strong>后",
    ),
    (
        "见[**注意：**后](a.md)",
        "见<a href=\"a.md\"><strong>注意：</strong>后</a>",
    ),
    ("**省略……**后", "<strong>省略……</strong>后"),
    ("**破折——**后", "<strong>破折——</strong>后"),
    ("前**·项目·**后", "前<strong>·项目·</strong>后"),
    ("**𠮷野。**後", "<strong>𠮷野。</strong>後"),
    ("**한국어(조선말)**은", "<strong>한국어(조선말)</strong>은"),
    ("**かな。**かな", "<strong>かな。</strong>かな"),
    ("**plain.** text", "<strong>plain.</strong> text"),
    ("**plain.**text", "**plain.**text"),
    ("** 空格 **不是", "** 空格 **不是"),
    ("\\*\\*星。\\*\\*后", "**星。**后"),
    ("`**代码。**后`", "<code>**代码。**后</code>"),
    ("2 * 3 * 4", "2 * 3 * 4"),
];

#[test]
fn emphasis_stands_beside_full_width_punctuation() {
    let wrong: Vec<String> = SAMPLES
        .iter()
        .map(|(source, inside)| (html(source), format!("<p>{inside}</p>\n")))
        .filter(|(is, wanted)| is != wanted)
        .map(|(is, wanted)| format!("{is}{wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_leave_no_trace_and_move_no_place() {
    let text = "**注意：**见[《办法。》说明](a*。b.md \"题*。后\")和![图*。*后](b.png)\n\n```a*。b\n*。*后\n```\n\n## 标*。*题 {#x*。y}\n";
    let page = html(text);
    assert!(
        !page.chars().any(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c)),
        "{page}"
    );
    let (facts, _) = scanned(text);
    let link = &facts.links[0].destination;
    assert_eq!(link.value, "a*。b.md");
    assert_eq!(slice(text, link.span), "[《办法。》说明](a*。b.md \"题*。后\")");
    let heading = facts.headings[0].span;
    assert_eq!(slice(text, heading), "## 标*。*题 {#x*。y}");
}

#[test]
fn a_noncharacter_of_the_author_does_not_disturb() {
    assert_eq!(
        html("**中\u{fdd0}文。**后"),
        "<p><strong>中\u{fdd0}文。</strong>后</p>\n"
    );
}

#[test]
fn a_soft_break_between_chinese_characters_is_no_space() {
    assert_eq!(html("第一行\n第二行"), "<p>第一行第二行</p>\n");
    assert_eq!(html("第一行，\r\n第二行"), "<p>第一行，第二行</p>\n");
    assert_eq!(
        html("**第一行**\n[第二行](a.md)"),
        "<p><strong>第一行</strong><a href=\"a.md\">第二行</a></p>\n"
    );
    assert_eq!(html("他说“好”\n然后"), "<p>他说“好”然后</p>\n");
    assert_eq!(blocks("第一行\n第二行"), [(None, "第一行第二行".to_owned())]);
}

#[test]
fn a_soft_break_beside_latin_text_stays() {
    assert_eq!(html("Line One\nLine Two"), "<p>Line One\nLine Two</p>\n");
    assert_eq!(html("使用 Word\n编辑"), "<p>使用 Word\n编辑</p>\n");
    assert_eq!(html("“a”\n“b”"), "<p>“a”\n“b”</p>\n");
    assert_eq!(html("第一行  \n第二行"), "<p>第一行<br>\n第二行</p>\n");
    assert_eq!(blocks("one\ntwo"), [(None, "one two".to_owned())]);
}
