//! Inputs that were made to hurt: deep, long, unclosed. Each must end soon, and none may overflow the stack.

use std::time::{Duration, Instant};

use super::{html, scanned};

/// Generous, for a debug build on a busy machine; quadratic behaviour at these sizes takes minutes.
const SOON: Duration = Duration::from_secs(20);

fn ends_soon(name: &str, text: &str) {
    let begun = Instant::now();
    let page = html(text);
    let (facts, _) = scanned(text);
    assert!(begun.elapsed() < SOON, "{name}: {:?}", begun.elapsed());
    drop((page, facts));
}

#[test]
fn deep_nesting_ends_soon() {
    ends_soon("quotes", &">".repeat(20_000));
    ends_soon("quotes with text", &format!("{}甲", "> ".repeat(20_000)));
    ends_soon("lists on a line", &"- ".repeat(10_000));
    let nested: String = (0..400)
        .map(|depth| format!("{}- 甲\n", "  ".repeat(depth)))
        .collect();
    ends_soon("nested lists", &nested);
    ends_soon("divs", &"<div>\n".repeat(20_000));
    ends_soon("divs and ends", &"<div></b></i>\n".repeat(20_000));
    ends_soon("inline", &"甲<b>".repeat(20_000));
    ends_soon("tables of cells", &"<table><tr><td>".repeat(20_000));
}

#[test]
fn long_runs_of_signs_end_soon() {
    ends_soon("brackets", &"[".repeat(20_000));
    ends_soon("images", &"![".repeat(20_000));
    ends_soon("stars", &"*a ".repeat(20_000));
    ends_soon("chinese stars", &"**甲。".repeat(20_000));
    ends_soon("backticks", &"`".repeat(400_000));
    ends_soon(
        "backticks in steps",
        &(0..400)
            .map(|n| format!("{}甲", "`".repeat(n)))
            .collect::<String>(),
    );
    ends_soon("notes", &"[^a]".repeat(20_000));
    ends_soon("half links", &"](".repeat(20_000));
    ends_soon("half wide links", &"［甲］（".repeat(20_000));
    ends_soon("half open", &"[^".repeat(20_000));
    ends_soon("low lines", &"__甲。".repeat(20_000));
    ends_soon("addresses", &"http://a.cn/（".repeat(30_000));
    ends_soon("colons", &"://".repeat(20_000));
    ends_soon("backslashes", &"\\".repeat(80_000));
    ends_soon("escaped stars", &"\\*".repeat(40_000));
    ends_soon("bars", &"|".repeat(20_000));
}

#[test]
fn unclosed_html_ends_soon() {
    ends_soon("scripts", &"<script>\n".repeat(20_000));
    ends_soon("tags", &format!("<div>{}", "<a ".repeat(40_000)));
    ends_soon("quotes", &format!("<div>{}", "<a b=\"".repeat(40_000)));
    ends_soon(
        "quotes of both kinds",
        &format!("<div>{}", "<a b='<a c=\"".repeat(20_000)),
    );
    ends_soon("ends", &format!("<div>{}", "</".repeat(40_000)));
    ends_soon("named ends", &format!("<div>{}", "</a".repeat(40_000)));
    ends_soon("comments", &format!("<div>{}", "<!--".repeat(40_000)));
    ends_soon("declarations", &format!("<div>{}", "<!x".repeat(40_000)));
    ends_soon("svg", &format!("<div>{}", "<svg>".repeat(20_000)));
    ends_soon("inline svg", &"甲<svg>".repeat(20_000));
    ends_soon("references", &format!("<div>{}", "&amp;&x".repeat(20_000)));
    ends_soon("attributes", &format!("<div {}>", "a ".repeat(40_000)));
}

#[test]
fn many_headings_notes_and_links_end_soon() {
    ends_soon("headings", &"# 甲\n".repeat(20_000));
    let notes: String = (0..5_000)
        .map(|n| format!("甲[^{n}]\n\n[^{n}]: 乙\n\n"))
        .collect();
    ends_soon("notes", &notes);
    ends_soon("links", &"[甲](a.md)".repeat(20_000));
    ends_soon(
        "images in images",
        &format!("{}甲{}", "![".repeat(300), "](a.png)".repeat(300)),
    );
}
