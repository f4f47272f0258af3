//! `typography/half-width`: half-width punctuation between Han characters in prose, once a paragraph.
//!
//! Code, links, tags, numbers, times and the keys of front matter are left alone: the characters on both sides must be Han, one space
//! aside.

use super::page::{Area, Findings, Page};
use super::words::{Code, after, behind};
use crate::diagnostic::Diagnostic;
use crate::text::han::{is_cjk_punctuation, is_han};

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    for span in &page.prose {
        paragraph_line(page.source.slice(*span), span.start as usize, findings);
    }
    let mut told = false;
    for line in page.lines.iter().filter(|line| line.area == Area::Body) {
        if line.text.trim().is_empty() {
            told = false;
        } else if !told {
            told = paragraph_line(line.text, line.start, findings);
        }
    }
}

/// Tells the first half-width mark of a line, if there is one.
fn paragraph_line(text: &str, start: usize, findings: &mut Findings<'_>) -> bool {
    let Some((at, mark)) = first(text) else {
        return false;
    };
    let diagnostic = Diagnostic::warning("typography/half-width")
        .with("mark", mark)
        .with("full", full(mark));
    findings.tell(diagnostic, start + at, start + at + 1);
    true
}

/// The full-width form: U+FF01 and on are those of ASCII in order.
fn full(mark: char) -> char {
    char::from_u32(mark as u32 + 0xfee0).unwrap_or(mark)
}

fn first(text: &str) -> Option<(usize, char)> {
    // Most lines of Chinese have no mark. Looking at every byte, rather than up to the first, lets the compiler take sixteen at once.
    if !text.bytes().fold(false, |any, byte| any | is_mark(byte)) {
        return None;
    }
    let mut code = Code::new(text);
    let marks = text.bytes().enumerate().filter(|(_, byte)| is_mark(*byte));
    marks
        .map(|(at, byte)| (at, byte as char))
        .find(|(at, mark)| is_half_width(text, *at, *mark) && !code.holds(*at) && !is_markup(text, *at))
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'(' | b')')
}

/// Whether Han stands on both sides; behind a closing bracket, or before an opening one, Chinese punctuation will do.
fn is_half_width(text: &str, at: usize, mark: char) -> bool {
    let (head, tail) = (
        text.get(..at).unwrap_or_default(),
        text.get(at + 1..).unwrap_or_default(),
    );
    let left = head.strip_suffix(' ').unwrap_or(head).chars().next_back();
    let right = after(tail.strip_prefix(' ').unwrap_or(tail), 0);
    let punctuated = |c: char| is_han(c) || is_cjk_punctuation(c);
    match mark {
        '(' => left.is_some_and(punctuated) && right.is_some_and(is_han),
        ')' => left.is_some_and(is_han) && right.is_some_and(punctuated),
        _ => left.is_some_and(is_han) && right.is_some_and(is_han),
    }
}

/// Whether a place is within a link's destination, a tag, or an address of the web.
fn is_markup(text: &str, at: usize) -> bool {
    let head = behind(text, at, 1000);
    let open = |from: &str, to: char| {
        head.rfind(from)
            .is_some_and(|begin| !head.get(begin..).unwrap_or_default().contains(to))
    };
    let word = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    open("](", ')') || open("<", '>') || open("{", '}') || word.contains("://")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, codes, document, of};

    fn told(text: &str) -> usize {
        codes(&body(text), "typography/half-width")
    }

    #[test]
    fn half_width_marks_between_han_are_told_once_a_paragraph() {
        for line in [
            "各单位,各部门",
            "注意:以下事项",
            "是否属实?请核对",
            "甲 (试行)的办法",
            "关于(试行)的",
            "很好!继续",
            "甲; 乙",
            "学习, 思考",
            "（一)项目。甲:乙",
        ] {
            assert_eq!(told(line), 1, "{line}");
        }
        assert_eq!(told("甲,乙,丙\n丁,戊\n\n己,庚"), 2);
        assert_eq!(
            codes(
                &document("---\ntitle: 甲(试行)的办法\n---\n"),
                "typography/half-width"
            ),
            1
        );
        let finding = of(&body("甲,乙")).into_iter().next().unwrap();
        assert!(format!("{finding:?}").contains('，'), "{finding:?}");
    }

    #[test]
    fn markup_numbers_and_latin_are_left_alone() {
        for line in [
            "10:30开会",
            "共1,234人",
            "`甲,乙`",
            "[附件](甲(一),乙.docx)",
            "<span title=\"甲,乙\">",
            "https://example.com/甲,乙",
            "甲，乙：丙",
            "Word(2016)版",
            "甲, A级",
            "| 甲 | 乙 |",
            "# 标题 {#甲:乙}",
            "结束!",
            "[链接](a.md)和",
        ] {
            assert_eq!(told(line), 0, "{line}");
        }
        assert_eq!(told("```\n甲,乙\n```\n"), 0);
        assert_eq!(
            codes(
                &document("---\ntitle: 甲\nattachments:\n  - 表(一)甲.docx\n---\n"),
                "typography/half-width"
            ),
            0
        );
    }
}
