//! Attachments that a document carries in its own text: a heading 附件 or 附件1 of the highest level begins one.
//!
//! The note of attachments, signature and date stand between the text and its attachments (GB/T 9704-2012, 7.3.4 and 7.3.7), so the rendered
//! body is cut into both. Only a heading that lies in no other element begins an attachment: anything else would tear that element apart.

use serde::Serialize;

use crate::markdown::Heading;
use crate::text::title;

/// A body in its parts; all HTML is as it was rendered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// What the document itself says, its footnotes included.
    pub(super) text: String,
    pub(super) annexes: Vec<Annex<'a>>,
}

/// An attachment in the text.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Annex<'a> {
    /// The id of its heading.
    pub(super) id: &'a str,
    /// The number in its heading; `None` for a plain 附件.
    #[serde(skip)]
    pub(super) number: Option<usize>,
    /// Its title in words: the rest of its heading, or the heading that follows it at once; it may have none.
    pub(super) title: String,
    /// The title is that following heading.
    title_follows: bool,
    /// Its heading and all that follows.
    html: String,
}

/// Cuts a rendered body.
pub(super) fn split<'a>(html: String, headings: &'a [Heading]) -> Parts<'a> {
    let found = found(&html, headings);
    let Some(first) = found.first() else {
        return Parts {
            text: html,
            annexes: Vec::new(),
        };
    };
    let notes = html
        .rfind("\n<section class=\"footnotes\"")
        .map_or(html.len(), |at| at + 1);
    let part = |from: usize, to: usize| html.get(from..to).unwrap_or_default();
    let text = format!("{}{}", part(0, first.from), part(notes, html.len()));
    let ends = found.iter().skip(1).map(|next| next.from).chain([notes]);
    let annexes = found.iter().zip(ends).map(|(start, end)| Annex {
        id: &start.heading.id,
        number: start.number,
        title: start.title.to_owned(),
        title_follows: start.title_follows,
        html: lined(part(start.from, end), start),
    });
    let annexes = annexes.collect();
    Parts { text, annexes }
}

/// The heading that begins an attachment, and where it stands in the HTML.
struct Start<'a> {
    from: usize,
    heading: &'a Heading,
    number: Option<usize>,
    title: &'a str,
    title_follows: bool,
}

fn found<'a>(html: &str, headings: &'a [Heading]) -> Vec<Start<'a>> {
    let top = headings.iter().map(|h| h.level).min();
    let mut found = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let (Some((number, title)), true) = (named(&heading.text), Some(heading.level) == top) else {
            continue;
        };
        let Some(from) = place(html, &heading.id) else {
            continue;
        };
        let next = headings
            .get(at + 1)
            .filter(|next| title.is_empty() && follows(html, from, next));
        found.push(Start {
            from,
            heading,
            number,
            title: next.map_or(title, |next| &next.text),
            title_follows: next.is_some(),
        });
    }
    found
}

/// An attachment with its title in even lines; where its heading says both name and title, with the two apart: on paper the title stands on the
/// third line (7.3.7).
fn lined(html: &str, start: &Start<'_>) -> String {
    let lines = title::lines(start.title);
    let lines = lines
        .iter()
        .map(|line| format!("<span class=\"official-title-line\">{line}</span>"));
    let lines: String = lines.collect();
    if start.title_follows {
        // A title with markup, or with characters that HTML writes otherwise, stays as it is.
        return html.replacen(&format!(">{}</h", start.title), &format!(">{lines}</h"), 1);
    }
    let said = || {
        let (tag, rest) = html.split_once('>')?;
        let (name, title) = rest.split_at_checked(rest.find(['：', ':'])?)?;
        let colon = title.chars().next()?;
        let (title, after) = title.strip_prefix(colon)?.split_once("</h")?;
        // A tag before the colon would be torn apart.
        let title = if title == start.title { &lines } else { title };
        (!name.contains('<')).then(|| {
            format!(
                "{tag}><span class=\"annex-name\">{name}</span><span class=\"annex-colon\">{colon}</span><span class=\"annex-title\">{title}</span></h{after}"
            )
        })
    };
    let both = !start.title.is_empty() && !start.title_follows;
    let apart = both.then(said).flatten();
    apart.unwrap_or_else(|| html.to_owned())
}

/// What an attachment's heading says after 附件: its number, its title. `None` for any other heading, such as 附件清单.
fn named(heading: &str) -> Option<(Option<usize>, &str)> {
    let rest = heading.trim().strip_prefix("附件")?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at_checked(digits)?;
    let title = rest.trim_start_matches(['：', ':']);
    let apart = rest.is_empty() || title.len() < rest.len();
    apart.then(|| (number.parse().ok(), title.trim()))
}

/// Where the heading of this id begins in the HTML, if it lies in no other element.
fn place(html: &str, id: &str) -> Option<usize> {
    let named = html.find(&format!(" id=\"{id}\""))?;
    let from = html.get(..named)?.rfind("<h")?;
    (depth(html.get(..from)?) == 0).then_some(from)
}

/// How many elements are open at the end of the HTML, which the program itself wrote: every tag but these few is closed.
fn depth(html: &str) -> usize {
    const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];
    html.split('<').skip(1).fold(0usize, |depth, tag| {
        let name = tag
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        match tag.starts_with('/') {
            true => depth.saturating_sub(1),
            false if VOID.contains(&name) => depth,
            false => depth + 1,
        }
    })
}

/// Whether nothing stands between the heading at this place and the next one.
fn follows(html: &str, from: usize, next: &Heading) -> bool {
    let after = html.get(from..).and_then(|rest| rest.split_once("</h"));
    let after = after.and_then(|(_, rest)| rest.split_once('>'));
    after.is_some_and(|(_, rest)| {
        let tag = rest.trim_start().split('>').next().unwrap_or_default();
        tag.starts_with("<h") && tag.contains(&format!(" id=\"{}\"", next.id))
    })
}

#[cfg(test)]
impl<'a> Annex<'a> {
    /// An attachment that says nothing but its title.
    pub(super) fn titled(number: Option<usize>, title: &str) -> Annex<'a> {
        Annex {
            id: "",
            number,
            title: title.to_owned(),
            title_follows: false,
            html: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceText, Span};
    use crate::markdown::{self, Href};

    fn parts(markdown: &str) -> (String, Vec<(Option<usize>, String, String)>) {
        let source = SourceText::new("a.md", markdown);
        let body = Span::new(0, markdown.len());
        let (scan, _) = markdown::scan(&source, body);
        let html = markdown::render(&source, body, &scan, &|_| Href::Unlinked).html;
        let parts = split(html, &scan.headings);
        let annexes = parts.annexes.into_iter().map(|a| (a.number, a.title, a.html));
        (parts.text, annexes.collect())
    }

    #[test]
    fn a_heading_of_an_attachment_begins_it() {
        let (text, annexes) =
            parts("话。\n\n## 一、总则\n\n## 附件1\n\n### 任务清单\n\n甲。\n\n## 附件2：计划表\n\n乙。\n");
        assert!(text.ends_with("总则</h2>\n"), "{text}");
        let told: Vec<_> = annexes.iter().map(|(n, title, _)| (*n, title.as_str())).collect();
        assert_eq!(told, [(Some(1), "任务清单"), (Some(2), "计划表")]);
        assert!(
            annexes[0]
                .2
                .contains("<span class=\"official-title-line\">任务清单</span></h3>")
        );
        assert!(annexes[0].2.contains("甲。") && !annexes[0].2.contains("乙。"));
        assert!(annexes[1].2.ends_with("<p>乙。</p>\n"));
        let title = "<span class=\"annex-name\">附件2</span><span class=\"annex-colon\">：</span><span class=\"annex-title\"><span class=\"official-title-line\">计划表</span></span></h2>";
        assert!(annexes[1].2.contains(title), "{}", annexes[1].2);
    }

    #[test]
    fn what_only_begins_with_the_word_is_a_heading_like_others() {
        let (_, annexes) = parts("## 附件清单\n\n## 附件报送\n\n### 附件1\n");
        assert_eq!(annexes, []);
    }

    #[test]
    fn an_attachment_within_another_element_tears_nothing_apart() {
        let (text, annexes) = parts("> ## 附件1\n>\n> 引文。\n\n- ## 附件2\n\n<div>\n\n## 附件3\n\n</div>\n");
        assert_eq!(annexes, []);
        assert!(text.contains("</blockquote>"));
    }

    #[test]
    fn a_title_with_markup_stays_as_it_is() {
        let (_, annexes) = parts("## 附件1：**甲**&乙\n\n## 附件2\n\n### <甲> & [乙](a.md)\n");
        assert!(
            annexes[0]
                .2
                .contains("<span class=\"annex-title\"><strong>甲</strong>&amp;乙</span></h2>")
        );
        assert!(!annexes[1].2.contains("official-title-line"), "{}", annexes[1].2);
    }

    #[test]
    fn footnotes_stay_with_the_text() {
        let (text, annexes) = parts("话[^1]。\n\n## 附件\n\n甲。\n\n[^1]: 注。\n");
        assert!(text.contains("class=\"footnotes\""), "{text}");
        assert_eq!(annexes.len(), 1);
        assert_eq!((annexes[0].0, annexes[0].1.as_str()), (None, ""));
        assert!(annexes[0].2.ends_with("<p>甲。</p>\n"), "{}", annexes[0].2);
    }
}
