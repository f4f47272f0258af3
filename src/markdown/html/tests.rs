//! What passes, what does not, and that whatever comes in, what goes out is balanced and harmless.

use crate::diagnostic::{SourceText, Span};
use crate::markdown::{Href, render, scan};
use crate::text::dice::Dice;

fn html(text: &str) -> String {
    let source = SourceText::new("a.md", text);
    let body = Span::new(0, text.len());
    let (facts, _) = scan(&source, body);
    let targets: Vec<String> = facts.links.iter().map(|l| l.destination.value.clone()).collect();
    render(&source, body, &facts, &|n| Href::To(targets[n].clone())).html
}

#[test]
fn safe_elements_pass_with_safe_attributes() {
    assert_eq!(
        html("甲<span class=\"red\" style=\"x\" onclick=y title='说\"明'>乙</span>"),
        "<p>甲<span title=\"说&quot;明\" class=\"red\">乙</span></p>\n"
    );
    assert_eq!(
        html("<div ALIGN=center id=x>\n甲</div>\n"),
        "<div class=\"align-center\">\n甲</div>\n"
    );
    assert_eq!(
        html("<ol start=\"3\" reversed><li value=2>甲</ol>"),
        "<ol start=\"3\" reversed><li value=\"2\">甲</li></ol>"
    );
    assert_eq!(
        html("甲<ruby>好<rt>hao</ruby>"),
        "<p>甲<ruby>好<rt>hao</rt></ruby></p>\n"
    );
}

#[test]
fn no_raw_image_is_loaded_from_another_host_and_a_link_to_one_is_told() {
    for address in [
        "http://a.cn/x.png",
        "//a.cn/x.png",
        "\\\\a.cn/x.png",
        "/\t/a.cn/x.png",
        "https:/a.cn",
    ] {
        assert_eq!(
            html(&format!("甲<img alt=乙 src=\"{address}\">丙")),
            "<p>甲丙</p>\n",
            "{address:?}"
        );
    }
    let text = "甲<a href=\"//a.cn\">乙</a><a href=\"b.html\">丙</a>";
    let (_, told) = scan(&SourceText::new("a.md", text), Span::new(0, text.len()));
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["link/external"]);
}

#[test]
fn markdown_stands_between_raw_tags() {
    let page = html("<details open>\n<summary>更多</summary>\n\n**内**容\n\n</details>\n\n后\n");
    assert_eq!(
        page.replace('\n', ""),
        "<details open><summary>更多</summary><p><strong>内</strong>容</p></details><p>后</p>"
    );
}

#[test]
fn tags_are_balanced_with_markdowns_own() {
    assert_eq!(html("*甲<b>乙*丙</b>"), "<p><em>甲<b>乙</b></em>丙</p>\n");
    assert_eq!(html("甲<b><i>乙</b>丙</i>"), "<p>甲<b><i>乙</i></b>丙</p>\n");
    assert_eq!(
        html("- 甲<b>\n  - 乙\n").replace('\n', ""),
        "<ul><li>甲<b></b><ul><li>乙</li></ul></li></ul>"
    );
    assert_eq!(html("</div></article>\n\n甲").trim_start(), "<p>甲</p>\n");
    assert_eq!(
        html("> <div>\n\n甲").replace('\n', ""),
        "<blockquote><div></div></blockquote><p>甲</p>"
    );
}

#[test]
fn blocks_do_not_stand_within_a_line() {
    assert_eq!(html("甲<div>乙</div>丙"), "<p>甲乙丙</p>\n");
    assert!(html("|a|\n|-|\n|<ul><li>甲</ul>|\n").contains("<td><ul><li>甲</li></ul></td>"));
}

#[test]
fn what_holds_no_text_goes_with_its_content() {
    assert_eq!(html("甲<script>alert(1)</script>乙"), "<p>甲乙</p>\n");
    assert_eq!(html("甲<style>a *b* c\n\n乙"), "<p>甲</p>\n<p>乙</p>\n");
    assert_eq!(html("<svg><svg></svg>甲</svg>乙\n"), "<p>乙</p>\n");
    assert_eq!(
        html("> <textarea>\n> 甲\n>\n> 乙\n\n丙\n"),
        "<blockquote>\n</blockquote>\n<p>丙</p>\n"
    );
    assert_eq!(html("甲<svg/>乙"), "<p>甲乙</p>\n");
    assert_eq!(html("甲*<title>x*乙</title>丙"), "<p>甲<em></em>乙丙</p>\n");
}

#[test]
fn addresses_of_raw_tags_are_judged_decoded() {
    assert_eq!(
        html("<a href=\"&#106avascript&colon;x\">甲</a>"),
        "<p><a href=\"&amp;#106avascript:x\">甲</a></p>\n"
    );
    assert_eq!(
        html("<a href=\"&#106;avascript&colon;x\">甲</a>"),
        "<p><a>甲</a></p>\n"
    );
    assert_eq!(
        html("<a href='https://a.cn/?a=1&amp;b'>甲</a>"),
        "<p><a href=\"https://a.cn/?a=1&amp;b\" rel=\"noopener noreferrer\">甲</a></p>\n"
    );
    assert_eq!(
        html("甲<img src=a.png onerror=x>"),
        "<p>甲<img src=\"a.png\" alt=\"\" loading=\"lazy\"></p>\n"
    );
    assert_eq!(html("甲<img src=\"data:image/png,x\">"), "<p>甲</p>\n");
}

#[test]
fn text_between_tags_is_decoded_and_escaped_again() {
    assert_eq!(
        html("<div>&lt;b&gt;&nbsp;&unknown; a < b & c</div>"),
        "<div>&lt;b&gt;\u{a0}&amp;unknown; a &lt; b &amp; c</div>"
    );
    assert_eq!(html("<div><a href=\"x</div>"), "<div>&lt;a href=\"x</div>");
    assert_eq!(html("<pre>\n甲\n  乙</pre>"), "<pre>\n甲\n  乙</pre>");
}

static PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i",
    ">",
    "<p>",
    "</p>",
    "<script>",
    "</script>",
    "<script",
    "alert(1)",
    "<style>",
    "</style>",
    "<svg onload=alert(1)>",
    "</svg>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:x\">",
    "</a>",
    "<a href='//a.cn'>",
    "<td>",
    "</table>",
    "<table>",
    "<tr>",
    "<li>",
    "<ul>",
    "</ul>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!x",
    "\"",
    "'",
    "=",
    " onclick=x",
    " style='",
    "甲",
    "乙。",
    "**",
    "*",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "[x](y)",
    "[x](javascript:z)",
    "![",
    "](a \"t\")",
    "[^1]",
    "[^1]: ",
    "|",
    "|-|\n",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<pre>",
    "</pre>",
    "<br>",
    "<hr/>",
    "<iframe src=x>",
    "</iframe>",
    "<textarea>",
    "<title>",
    "&lt;",
    "&#60;script&#62;",
    "&",
    "<",
    "</",
    "/>",
    "<IMG SRC=JaVaScRiPt:x>",
    "\u{fdd0}",
    "\0",
    "~~",
    "http://a.cn/",
    "- [ ] ",
    ": ",
    "<a>",
    "<o:p>",
    "</o:p>",
    "<p class=\"x\" title=\"",
    "\t",
    "    ",
    "<math>",
    "<template>",
    "\\",
];

fn soup(dice: &mut Dice) -> String {
    (0..dice.below(30) + 1)
        .map(|_| PIECES[dice.below(PIECES.len())])
        .collect()
}

/// Reads what was written by the strictest rules: every `<` begins a tag of ours, every tag has its end.
fn check(page: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let mut quoted = false;
        let end = after
            .find(|c: char| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .ok_or("a tag without an end")?;
        let tag = after.get(..end).unwrap();
        rest = after.get(end + 1..).unwrap();
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        let lower = tag.to_lowercase();
        let bare: String = lower.split('"').step_by(2).collect();
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) || name.is_empty() {
            return Err(format!("a tag of a strange name: {tag}"));
        }
        if [
            "script", "style", "iframe", "svg", "math", "template", "textarea", "title", "object",
        ]
        .contains(&name)
            || bare.contains(" on")
            || bare.contains('\'')
            || lower.contains("=\"javascript:")
            || bare.contains(" style")
        {
            return Err(format!("a dangerous tag: {tag}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else if !["br", "hr", "img", "input", "wbr", "col"].contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("left open: {open:?}"))
    }
}

#[test]
fn whatever_comes_in_what_goes_out_is_balanced_and_harmless() {
    let mut dice = Dice(20_260_305);
    for round in 0..30_000 {
        let text = soup(&mut dice);
        let page = html(&text);
        if let Err(wrong) = check(&page) {
            panic!("round {round}: {wrong}\n--- source\n{text}\n--- page\n{page}");
        }
    }
}

#[test]
fn places_in_tag_soup_are_on_character_boundaries() {
    let mut dice = Dice(7);
    for _ in 0..5_000 {
        let text = soup(&mut dice);
        let source = SourceText::new("a.md", text.clone());
        let (facts, told) = scan(&source, Span::new(0, text.len()));
        for span in facts
            .headings
            .iter()
            .map(|h| h.span)
            .chain(facts.links.iter().map(|l| l.destination.span))
        {
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{span:?} in {text:?}"
            );
        }
        assert!(
            told.iter()
                .all(|d| d.place.as_ref().is_some_and(|p| p.line >= 1 && p.column >= 1))
        );
    }
}

#[test]
fn the_checker_sees_what_it_must() {
    for bad in [
        "<b>",
        "</b>",
        "<b></i>",
        "<script></script>",
        "<b onclick=\"x\"></b>",
        "<a href=\"javascript:x\"></a>",
        "<b",
    ] {
        assert!(check(bad).is_err(), "{bad}");
    }
    assert!(check("<p>a<br><b title=\">\">x</b></p>").is_ok());
}
