//! Filters of our own, beside tera's: a text in, HTML out that needs no escaping more.

use tera::{Kwargs, State, Value, escape_html};

use crate::text::foreign;
use crate::text::title;
use crate::text::width::printed;

/// The widest piece that is kept whole, in half characters: what is wider might not fit into a line. A number stands in small type.
const WIDEST: usize = 18;
const WIDEST_NUMBER: usize = 28;

/// `{{ title | phrases }}`: a title whose words, numbers and quotes a browser keeps whole: each stands in an element with the class `w`
/// (`white-space: nowrap`). Phrases of another language say which.
pub(super) fn phrases(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    spoken(text, pieces)
}

/// `{{ title | whole }}`: a title whose numbers are kept whole, with what they count, and whose phrases of another language say which:
/// for rows, of which a page has many.
pub(super) fn whole(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    spoken(text, numbers)
}

/// `{{ title | foreign }}`: a title whose phrases of another language say which, and nothing more: for tables that grow with the site.
pub(super) fn foreign_only(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    spoken(text, escaped)
}

/// The text with its phrases marked; what is between them is written by `rest`.
fn spoken(text: &str, rest: fn(Option<&str>, &mut Vec<u8>)) -> Value {
    let mut html = Vec::with_capacity(text.len() * 2);
    let mut written = 0;
    for phrase in foreign::phrases(text) {
        rest(text.get(written..phrase.start), &mut html);
        html.extend_from_slice(format!("<span lang=\"{}\">", foreign::LANGUAGE).as_bytes());
        escaped(text.get(phrase.clone()), &mut html);
        html.extend_from_slice(b"</span>");
        written = phrase.end;
    }
    rest(text.get(written..), &mut html);
    Value::safe_string(&String::from_utf8_lossy(&html))
}

fn numbers(text: Option<&str>, html: &mut Vec<u8>) {
    let text = text.unwrap_or("");
    let mut written = 0;
    for kept in title::numbers(text) {
        escaped(text.get(written..kept.start), html);
        one_piece(text.get(kept.clone()), html);
        written = kept.end;
    }
    escaped(text.get(written..), html);
}

fn one_piece(text: Option<&str>, html: &mut Vec<u8>) {
    html.extend_from_slice(b"<span class=\"w\">");
    escaped(text, html);
    html.extend_from_slice(b"</span>");
}

fn pieces(text: Option<&str>, html: &mut Vec<u8>) {
    for piece in title::pieces(text.unwrap_or("")) {
        // A single character, or Latin alone, is whole by itself.
        let is_whole = piece.is_ascii() || piece.chars().count() < 2;
        let widest = if piece.contains('〔') {
            WIDEST_NUMBER
        } else {
            WIDEST
        };
        if !is_whole && printed(piece) <= widest {
            one_piece(Some(piece), html);
        } else {
            escaped(Some(piece), html);
        }
    }
}

fn escaped(text: Option<&str>, html: &mut Vec<u8>) {
    // Writing to a Vec can't fail.
    let _ = escape_html(text.unwrap_or(""), html);
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    fn shown(text: &str) -> String {
        filtered(text, "phrases")
    }

    fn filtered(text: &str, filter: &str) -> String {
        let mut tera = Tera::new();
        tera.register_filter("phrases", super::phrases);
        tera.register_filter("foreign", super::foreign_only);
        tera.register_filter("whole", super::whole);
        let template = format!("{{{{ text | {filter} }}}}");
        tera.add_raw_template("a.html", &template).unwrap();
        let mut context = Context::new();
        context.insert("text", text);
        tera.render("a.html", &context).unwrap()
    }

    fn whole(pieces: &[&str]) -> String {
        let spans = pieces
            .iter()
            .map(|piece| format!("<span class=\"w\">{piece}</span>"));
        spans.collect()
    }

    #[test]
    fn a_title_is_cut_between_words_and_escaped() {
        assert_eq!(
            shown("关于报送2026年度自查总结的通知"),
            whole(&["关于", "报送", "2026年度", "自查", "总结的", "通知"])
        );
        assert_eq!(shown("<b>&"), "&lt;b&gt;&amp;");
    }

    #[test]
    fn a_phrase_of_another_language_says_so() {
        assert_eq!(
            shown("学习 lessons learned 通报"),
            format!(
                "{} <span lang=\"en\">lessons learned</span> {}",
                whole(&["学习"]),
                whole(&["通报"])
            )
        );
    }
    #[test]
    fn a_row_keeps_numbers_whole() {
        let title = "关于<2025>年和lessons learned的3项通知";
        let kept = format!(
            "关于&lt;2025&gt;年和<span lang=\"en\">lessons learned</span>的{}通知",
            whole(&["3项"])
        );
        assert_eq!(filtered(title, "whole"), kept);
    }

    #[test]
    fn a_row_marks_phrases_of_another_language_and_nothing_else() {
        let title = "关于“lessons learned”<学习>的2026年通知";
        let marked = "关于“<span lang=\"en\">lessons learned</span>”&lt;学习&gt;的2026年通知";
        assert_eq!(filtered(title, "foreign"), marked);
        assert_eq!(
            filtered("使用 Windows Server 的通知", "foreign"),
            "使用 Windows Server 的通知"
        );
    }
}
