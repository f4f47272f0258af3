//! The overlay: the errors of the newest state, as HTML over the last page that was without them.
//!
//! The twin of `diagnostic::draw`: the same words in the same order, but the place is marked as a range and not by carets, so that no
//! font's widths matter. A report comes in, a block of HTML goes out that needs no script to be read; what it lets one do (close it,
//! copy it) is the work of `client/overlay.js`. Every value is escaped; the block holds no style and no script of its own, since the
//! pages' policy allows none.

use crate::diagnostic::{Catalogue, Diagnostic, Language, Report, Severity, Style, draw, excerpt, position};
use crate::text::width::visible;

/// How many errors are listed. One mistake in `site.toml` can make an error of every document, and nobody reads them all.
const MOST: usize = 50;

/// The block, one line end after it; nothing while there are no errors.
pub(super) fn html(report: &Report, catalogue: &Catalogue) -> String {
    let errors = || report.of(Severity::Error);
    let count = report.errors();
    if count == 0 {
        return String::new();
    }
    let word = |key: &str| escape(&catalogue.word(key, &[]));
    let sum = catalogue.sum(count, report.warnings());
    let title = escape(&catalogue.word("preview.overlay.title", &[("sum", &sum)]));
    let findings: String = errors().take(MOST).map(|d| finding(d, catalogue)).collect();
    let more = more(count, catalogue);
    let mut plain: Vec<String> = errors()
        .take(MOST)
        .map(|d| draw(d, catalogue, Style::Plain))
        .collect();
    plain.extend(more.clone().map(|more| more + "\n"));
    plain.push(sum);
    let more = more.map_or(String::new(), |more| format!("<p>{}</p>\n", escape(&more)));
    format!(
        "<div id=\"sihao-overlay\" role=\"dialog\" aria-labelledby=\"sihao-overlay-title\" tabindex=\"-1\" lang=\"{}\">\n\
         <link rel=\"stylesheet\" href=\"/~sihao/preview.css\">\n\
         <div class=\"sihao-panel\">\n\
         <h2 id=\"sihao-overlay-title\">{title}</h2>\n\
         <p class=\"sihao-quiet\">{}</p>\n\
         <p class=\"sihao-actions\"><button type=\"button\" data-sihao=\"copy-all\">{}</button> \
         <button type=\"button\" data-sihao=\"close\">{}</button></p>\n\
         <ol class=\"sihao-findings\">\n{findings}</ol>\n{more}\
         <textarea hidden readonly>\n{}</textarea>\n\
         </div>\n</div>\n",
        language(catalogue),
        word("preview.overlay.behind"),
        word("preview.overlay.copy-all"),
        word("preview.overlay.close"),
        escape(&plain.join("\n")),
    )
}

/// A page for when there never was a state without errors: nothing but a place for the overlay and the script, with the policy of all
/// other pages.
pub(super) fn blank_page(catalogue: &Catalogue) -> String {
    let word = |key: &str| escape(&catalogue.word(key, &[]));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/~sihao/preview.css\">\n\
         </head>\n<body>\n<main id=\"main\" class=\"sihao-blank\">\n<h1>{}</h1>\n<p>{}</p>\n</main>\n</body>\n</html>\n",
        language(catalogue),
        word("preview.blank.title"),
        word("preview.blank.heading"),
        word("preview.blank.text"),
    )
}

/// For `lang`, so that a screen reader speaks the program's language in the middle of the site's.
pub(super) fn language(catalogue: &Catalogue) -> &'static str {
    match catalogue.language() {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

/// What is said of the errors that are not listed.
fn more(count: usize, catalogue: &Catalogue) -> Option<String> {
    let left = count.checked_sub(MOST).filter(|left| *left > 0)?.to_string();
    Some(catalogue.word("preview.overlay.more", &[("count", &left)]))
}

/// One error as an item of the list.
fn finding(diagnostic: &Diagnostic, catalogue: &Catalogue) -> String {
    let entry = catalogue.entry(diagnostic);
    let word = |key: &str| escape(&catalogue.word(key, &[]));
    let shown = |text: &str| escape(&visible(text));
    let mut out = format!(
        "<li>\n<p class=\"sihao-message\"><span class=\"sihao-severity\">{}</span> {} <code class=\"sihao-code\">{}</code></p>\n",
        word("severity.error"),
        shown(&entry.message),
        escape(diagnostic.code),
    );
    if let Some(place) = &diagnostic.place {
        out.push_str(&format!(
            "<p class=\"sihao-place\"><code>{}</code> <button type=\"button\" data-sihao=\"copy-place\">{}</button></p>\n",
            escape(&position(place)),
            word("preview.overlay.copy-place"),
        ));
    }
    let framed = diagnostic
        .place
        .as_ref()
        .filter(|place| !place.excerpt.is_empty());
    if let Some(place) = framed {
        let line = excerpt(place);
        out.push_str(&format!(
            "<pre class=\"sihao-excerpt\"><span class=\"sihao-line\">{}</span><code>{}<mark>{}</mark>{}</code></pre>\n",
            place.line,
            escape(&line.before),
            escape(&line.marked),
            escape(&line.after),
        ));
    }
    let mut note = |class: &str, text: String| {
        out.push_str(&format!("<p class=\"sihao-{class}\">{text}</p>\n"));
    };
    if let Some(label) = &entry.label {
        note("label", shown(label));
    }
    if let Some(first) = &diagnostic.first {
        let text = format!(
            "{}: <code>{}</code>",
            word("draw.first"),
            escape(&position(first))
        );
        note("first", text);
    }
    if let Some(help) = &entry.help {
        note("help", format!("{}: {}", word("draw.help"), shown(help)));
    }
    if catalogue.explain(diagnostic.code).is_some() {
        let command = format!("sihao explain {}", escape(diagnostic.code));
        note("help", format!("{}: <code>{command}</code>", word("draw.help")));
    }
    out.push_str("</li>\n");
    out
}

/// Text for HTML, between tags and in quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MOST, blank_page, html};
    use crate::diagnostic::{Catalogue, Diagnostic, Language, Place, Report, SourceText, Span};

    fn told(diagnostics: impl IntoIterator<Item = Diagnostic>, language: Language) -> String {
        let mut report = Report::default();
        report.extend(diagnostics);
        html(&report, &Catalogue::new(language))
    }

    fn at(text: &str, part: &str) -> Diagnostic {
        let start = text.find(part).unwrap();
        let source = SourceText::new("content/plans/2026/finance.md", text);
        Diagnostic::error("front-matter/unknown-key").at(source.place(Span::new(start, start + part.len())))
    }

    #[test]
    fn there_is_no_overlay_without_errors() {
        assert_eq!(told([Diagnostic::warning("site/none")], Language::Chinese), "");
    }

    #[test]
    fn an_error_is_told_with_its_place_marked_as_a_range() {
        let error = at("---\n标题: 计划\ndarft: 是\n---\n", "darft")
            .with("key", "darft")
            .with("suggestion", "draft（草稿）");
        let html = told([error, Diagnostic::warning("site/none")], Language::Chinese);
        for part in [
            "lang=\"zh-CN\"",
            "1 个错误，1 个警告，页面没有更新",
            "<span class=\"sihao-severity\">错误</span> 不认识的字段“darft”",
            "<code>content/plans/2026/finance.md:3:1</code>",
            "<span class=\"sihao-line\">3</span><code><mark>darft</mark>: 是</code>",
            "sihao explain front-matter/unknown-key",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
        assert!(!html.contains("site/none"), "warnings are the bar's: {html}");
        assert_eq!(html.matches("<li>").count(), 1);
    }

    #[test]
    fn what_a_file_holds_is_text_and_nothing_else() {
        let line = "标题: </textarea></script><script>alert(\"'1'\")</script>\u{202e}&";
        let error = at(line, "<script>alert").with("key", "<img src=x onerror=alert(1)>");
        let html = told([error], Language::English);
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains('\u{202e}'),
            "{html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(
            html.contains("<mark>&lt;script&gt;alert</mark>(&quot;&#39;1&#39;&quot;)"),
            "{html}"
        );
        assert!(html.contains("\\u{202e}&amp;"), "{html}");
        let named = Diagnostic::error("front-matter/unknown-key").at(Place::file("content/<b>&\".md"));
        assert!(told([named], Language::Chinese).contains("content/&lt;b&gt;&amp;&quot;.md:1:1"));
    }

    #[test]
    fn of_thousands_of_errors_some_are_listed_and_all_are_counted() {
        let many = (0..MOST + 3000).map(|line| at("a: 1", "a").with("key", line));
        let html = told(many, Language::Chinese);
        assert_eq!(html.matches("<li>").count(), MOST);
        assert!(
            html.contains("3050 个错误") && html.contains("另有 3000 个错误"),
            "{html}"
        );
    }

    #[test]
    fn the_blank_page_has_the_policy_of_all_others() {
        let base = include_str!("../../templates/base.html");
        let policy = base
            .split("http-equiv=\"Content-Security-Policy\"")
            .nth(1)
            .unwrap();
        let policy = policy.split('>').next().unwrap();
        for language in [Language::Chinese, Language::English] {
            let page = blank_page(&Catalogue::new(language));
            assert!(page.contains(policy), "{page}");
            assert!(page.contains("</main>\n</body>\n</html>\n"));
        }
    }
}
