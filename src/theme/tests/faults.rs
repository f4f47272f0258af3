//! Broken templates: each told at its place, the embedded one in its stead.

use super::{context, load, own, places, text, value};
use crate::diagnostic::Diagnostic;

/// Code, line, column, end column.
type At = (&'static str, u32, u32, u32);

/// The one thing told of a template `a.html`.
fn told(text: &str) -> Diagnostic {
    let (_, told) = load(&[own("a.html", text)]);
    assert_eq!(told.len(), 1, "{text}: {told:?}");
    told.into_iter().next().unwrap()
}

/// The one thing told when `a.html` is rendered.
fn failed(text: &str) -> Diagnostic {
    let (theme, told) = load(&[own("a.html", text)]);
    assert_eq!(told, [], "{text}");
    theme.render("a.html", &context()).unwrap_err()
}

fn place(diagnostic: &Diagnostic) -> At {
    let place = diagnostic.place.clone().unwrap();
    assert_eq!(place.file.as_ref(), "templates/a.html");
    (diagnostic.code, place.line, place.column, place.end_column)
}

#[test]
fn syntax_is_told_in_words_of_our_own() {
    let cases: &[(&str, At)] = &[
        ("甲\n乙{{ a", ("template/unclosed", 2, 2, 4)),
        ("甲{% if a %}x", ("template/unclosed", 1, 2, 12)),
        (
            "{% block x %}{% for a in b %}{% endfor %}",
            ("template/unclosed", 1, 1, 14),
        ),
        ("{{ 'x }}", ("template/unclosed", 1, 4, 5)),
        ("{# x", ("template/unclosed", 1, 1, 3)),
        ("{% macro x() %}{% endmacro %}", ("template/macro", 1, 4, 9)),
        ("{% import \"x\" as y %}", ("template/macro", 1, 4, 10)),
        ("中文{{ “a” }}", ("template/full-width-sign", 1, 6, 7)),
        (
            "{% extends “base.html” %}",
            ("template/full-width-sign", 1, 12, 13),
        ),
        ("{{ 标题 }}", ("template/unexpected-character", 1, 4, 5)),
        ("{{ a，b }}", ("template/full-width-sign", 1, 5, 6)),
        ("{% endif %}", ("template/stray-end", 1, 4, 9)),
        ("{% fro a in b %}", ("template/unknown-name", 1, 4, 7)),
        (
            "x{% extends \"base.html\" %}",
            ("template/extends-first", 1, 13, 24),
        ),
        (
            "{% block a %}{% endblock a %}{% block a %}{% endblock a %}",
            ("template/twice", 1, 39, 40),
        ),
        ("{% if a = b %}{% endif %}", ("template/syntax", 1, 9, 10)),
    ];
    for (text, wanted) in cases {
        assert_eq!(place(&told(text)), *wanted, "{text}");
    }
    assert_eq!(
        value(&told("{% fro a in b %}"), "suggestion").as_deref(),
        Some("for")
    );
    assert_eq!(
        value(&told("{% if a = b %}{% endif %}"), "words").as_deref(),
        Some("Found `=` but expected %}.")
    );
}

#[test]
fn what_is_not_there_is_told_with_the_nearest() {
    let cases: &[(&str, At, Option<&str>)] = &[
        (
            "甲{{ a | uper }}",
            ("template/unknown-name", 1, 9, 13),
            Some("upper"),
        ),
        (
            "{% if a is strin %}{% endif %}",
            ("template/unknown-name", 1, 12, 17),
            Some("string"),
        ),
        (
            "{{ rang(end=3) }}",
            ("template/unknown-name", 1, 4, 15),
            Some("range"),
        ),
        (
            "\n{{ <crad title=\"x\"/> }}",
            ("template/unknown-name", 2, 4, 21),
            Some("card"),
        ),
        (
            "{% include \"bsae.html\" %}",
            ("template/missing", 1, 12, 23),
            Some("base.html"),
        ),
        (
            "{% extends \"bas.html\" %}",
            ("template/missing", 1, 13, 21),
            Some("base.html"),
        ),
        (
            "{% extends \"base.html\" %}{% block man %}{% endblock man %}",
            ("template/unknown-block", 1, 35, 38),
            None,
        ),
    ];
    for (text, wanted, suggestion) in cases {
        let diagnostic = told(text);
        assert_eq!(place(&diagnostic), *wanted, "{text}");
        assert_eq!(value(&diagnostic, "suggestion").as_deref(), *suggestion, "{text}");
    }
}

#[test]
fn rings_end() {
    assert_eq!(place(&told("{% extends \"a.html\" %}")).0, "template/circular");
    assert_eq!(place(&told("{% include \"a.html\" %}")).0, "template/circular");
    let (theme, told) = load(&[own("base.html", "{% extends \"page.html\" %}")]);
    assert_eq!(
        places(&told),
        [("template/circular", "templates/base.html".to_owned(), 1, 13, 22)]
    );
    assert!(theme.render("page.html", &context()).is_ok());
}

#[test]
fn rendering_is_told_with_the_nearest_name() {
    let title = failed("甲\n{{ page.titel }}");
    assert_eq!(place(&title), ("template/unknown-field", 2, 9, 14));
    assert_eq!(value(&title, "suggestion").as_deref(), Some("title"));
    let page = failed("{{ pag.title }}");
    assert_eq!(place(&page), ("template/unknown-variable", 1, 4, 7));
    assert_eq!(value(&page, "suggestion").as_deref(), Some("page"));
    assert_eq!(
        place(&failed("{{ assets[\"nope.css\"] }}")).0,
        "template/undefined"
    );
    assert_eq!(
        place(&failed("{% for a in nope %}{% endfor %}")).0,
        "template/undefined"
    );
    assert_eq!(
        place(&failed("{{ page.title | round }}")).0,
        "template/wrong-type"
    );
    assert_eq!(place(&failed("{{ 1 + page.title }}")).0, "template/wrong-type");
    assert_eq!(
        place(&failed("{{ page.title | truncate(lenth=3) }}")).0,
        "template/missing-argument"
    );
    assert_eq!(
        place(&failed("{{ <card titel={page.title}/> }}")).0,
        "template/unknown-argument"
    );
    let thrown = failed("{{ throw(message=\"坏\") }}");
    assert_eq!(
        (thrown.code, value(&thrown, "words").as_deref()),
        ("template/rendering", Some("坏"))
    );
}

#[test]
fn a_fault_in_an_embedded_template_names_it() {
    let (theme, _) = load(&[]);
    let error = theme.render("page.html", &tera::Context::new()).unwrap_err();
    assert_eq!(error.code, "template/unknown-variable");
    assert_eq!(error.place.unwrap().file.as_ref(), "builtin/page.html");
    assert_eq!(
        theme.render("nope.html", &context()).unwrap_err().code,
        "template/missing"
    );
}

#[test]
fn all_broken_templates_are_told_in_one_run_and_good_ones_stay() {
    let (theme, told) = load(&[
        own("a.html", "{{ a"),
        own("b.html", "{{ x | nope }}{{ y | never }}"),
        own("c.html", "{% extends \"gone.html\" %}"),
        own("d.html", "{% macro x() %}"),
        own("good.txt", "好"),
        own("page.html", "{{ <missing/> }}"),
    ]);
    let mut codes: Vec<(&str, String)> = places(&told)
        .into_iter()
        .map(|place| (place.0, place.1))
        .collect();
    codes.sort();
    let wanted = [
        ("template/macro", "templates/d.html"),
        ("template/missing", "templates/c.html"),
        ("template/unclosed", "templates/a.html"),
        ("template/unknown-name", "templates/b.html"),
        ("template/unknown-name", "templates/b.html"),
        ("template/unknown-name", "templates/page.html"),
    ];
    assert_eq!(codes, wanted.map(|(code, file)| (code, file.to_owned())));
    assert_eq!(text(theme.render("good.txt", &context())), "好");
    assert!(
        text(theme.render("page.html", &context())).starts_with("<["),
        "the embedded one stands in"
    );
}

#[test]
fn what_follows_from_a_broken_template_is_not_told_again() {
    let (_, told) = load(&[
        own("parts.html", "{% component box() %}{{ a {% endcomponent box %}"),
        own("a.html", "{% include \"parts.html\" %}{{ <box/> }}"),
        own("b.html", "{% extends \"parts.html\" %}"),
    ]);
    assert_eq!(
        places(&told).iter().map(|p| p.1.as_str()).collect::<Vec<_>>(),
        ["templates/parts.html"],
        "{told:?}"
    );
}

#[test]
fn a_base_without_a_block_is_told_at_the_base() {
    let (theme, told) = load(&[own("base.html", "没有块")]);
    assert_eq!(told[0].code, "template/missing-block");
    assert_eq!(
        told[0].place.as_ref().unwrap().file.as_ref(),
        "templates/base.html"
    );
    assert_eq!(
        (
            value(&told[0], "block").as_deref(),
            value(&told[0], "child").as_deref()
        ),
        (Some("main"), Some("page.html"))
    );
    assert!(theme.render("page.html", &context()).is_ok());
}

#[test]
fn a_component_that_stands_twice_is_told() {
    let card = "{% component tag() %}x{% endcomponent tag %}";
    let (_, told) = load(&[own("a.html", card), own("b.html", card)]);
    assert_eq!(
        places(&told),
        [("template/twice", "templates/b.html".to_owned(), 1, 14, 17)]
    );
}
