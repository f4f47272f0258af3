//! Which template wins, and what all of them see.

use super::{context, load, own, text, value};
use crate::theme::names::BUILTIN;

#[test]
fn the_embedded_template_stands_by_itself() {
    let (theme, told) = load(&[]);
    assert_eq!(told, []);
    let page = text(theme.render("page.html", &context()));
    assert!(page.starts_with("<[&lt;标题&gt;]>assets/site."), "{page}");
}

#[test]
fn a_sites_template_wins_and_may_extend_the_embedded_one() {
    let wrap = "{% extends \"builtin/page.html\" %}{% block main %}甲{{ super() }}乙{% endblock main %}";
    let (theme, told) = load(&[own("page.html", wrap)]);
    assert_eq!(told, []);
    assert!(text(theme.render("page.html", &context())).starts_with("<甲[&lt;标题&gt;]乙>"));
    let base = "{% extends \"builtin/base.html\" %}{% block main %}基{% endblock main %}";
    let (theme, told) = load(&[own("base.html", base)]);
    assert_eq!(told, []);
    assert!(
        text(theme.render("page.html", &context())).starts_with("<[&lt;"),
        "the embedded page extends the site's base"
    );
}

#[test]
fn a_sites_component_wins() {
    let card = "{% component card(title: string) %}卡{{ title }}{% endcomponent card %}";
    let (theme, told) = load(&[own("mine/parts.html", card)]);
    assert_eq!(told, []);
    assert!(text(theme.render("page.html", &context())).starts_with("<卡"));
}

#[test]
fn all_embedded_templates_may_stand_again_as_the_sites() {
    let again: Vec<_> = super::embedded()
        .templates
        .iter()
        .map(|(name, text)| own(name, text))
        .collect();
    let (theme, told) = load(&again);
    assert_eq!(told, []);
    assert!(theme.render("page.html", &context()).is_ok());
}

#[test]
fn only_html_and_xml_are_escaped() {
    let (theme, _) = load(&[
        own("feed.xml", "{{ page.title }}"),
        own("a.ics", "{{ page.title }}"),
    ]);
    assert_eq!(text(theme.render("feed.xml", &context())), "&lt;标题&gt;");
    assert_eq!(text(theme.render("a.ics", &context())), "<标题>");
    assert_eq!(text(theme.render("plain.txt", &context())), "<标题>");
}

#[test]
fn globals_are_seen_by_all_and_leave_the_first_theme_alone() {
    let (theme, _) = load(&[own("a.txt", "{{ site.title }}|{{ assets[\"icon.svg\"] }}")]);
    let site = tera::Value::from_serializable(&serde_json::json!({ "title": "专栏" }));
    let with = theme.with_globals(vec![("site", site)]);
    let shown = text(with.render("a.txt", &context()));
    assert!(
        shown.starts_with("专栏|assets/icon.") && shown.ends_with(".svg"),
        "{shown}"
    );
    assert!(theme.render("a.txt", &context()).is_err());
}

#[test]
fn a_mark_at_the_beginning_is_not_printed() {
    let (theme, told) = load(&[own("a.txt", "\u{feff}甲")]);
    assert_eq!(told, []);
    assert_eq!(text(theme.render("a.txt", &context())), "甲");
}

#[test]
fn what_is_too_large_or_takes_a_reserved_name_is_refused() {
    let (theme, told) = load(&[
        own("page.html", &"长".repeat(400_000)),
        own("builtin/page.html", "甲"),
        own("../x.html", "乙"),
    ]);
    let codes: Vec<&str> = told.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["template/too-large", "template/reserved-name"]);
    assert_eq!(value(&told[1], "folder").as_deref(), Some(BUILTIN));
    assert!(text(theme.render("page.html", &context())).starts_with("<["));
    assert!(theme.render("../x.html", &context()).is_err());
}

#[test]
fn pages_are_rendered_from_many_threads() {
    let (theme, _) = load(&[]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert!(theme.render("page.html", &context()).is_ok());
                }
            });
        }
    });
}
